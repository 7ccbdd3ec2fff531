#include "backends/opencl/commands.hpp"

#include "backends/opencl/error.hpp"

namespace mortise::opencl {

template <class Call>
void Commands::add(const char* name, const Call& call) {
  std::vector<cl_event> waits;
  for (const Event& wait : waits_) waits.push_back(wait.get());
  events_.reserve(events_.size() + 1);  // before there is something to lose
  cl_event event = nullptr;
  check(call(static_cast<cl_uint>(waits.size()), waits.empty() ? nullptr : waits.data(), &event),
        name);
  events_.emplace_back(event);
  waits_.clear();
}

void Commands::set_bytes(Function& function, cl_uint& index, size_t size, const void* bytes) {
  const cl_int code = clSetKernelArg(function.handle.get(), index, size, bytes);
  if (code != CL_SUCCESS)
    throw error_of(code, sdk::message("clSetKernelArg(", function.name, ", ", index, ")"));
  ++index;
}

void Commands::enqueue(Function& function, const Range& range) {
  const size_t groups = (range.x + range.group - 1) / range.group;
  const size_t global[] = {groups * range.group, range.y, range.z};
  const size_t local[] = {range.group, 1, 1};
  add("clEnqueueNDRangeKernel", [&](cl_uint count, const cl_event* waits, cl_event* event) {
    return clEnqueueNDRangeKernel(queue_, function.handle.get(), 3, nullptr, global, local, count,
                                  waits, event);
  });
}

void Commands::copy(cl_mem source, uint64_t source_offset, cl_mem target, uint64_t target_offset,
                    uint64_t size) {
  add("clEnqueueCopyBuffer", [&](cl_uint count, const cl_event* waits, cl_event* event) {
    return clEnqueueCopyBuffer(queue_, source, target, source_offset, target_offset, size, count,
                               waits, event);
  });
}

void Commands::read(cl_mem source, uint64_t offset, void* host, uint64_t size) {
  add("clEnqueueReadBuffer", [&](cl_uint count, const cl_event* waits, cl_event* event) {
    return clEnqueueReadBuffer(queue_, source, CL_FALSE, offset, size, host, count, waits, event);
  });
}

void Commands::write(const void* host, cl_mem target, uint64_t offset, uint64_t size) {
  add("clEnqueueWriteBuffer", [&](cl_uint count, const cl_event* waits, cl_event* event) {
    return clEnqueueWriteBuffer(queue_, target, CL_FALSE, offset, size, host, count, waits, event);
  });
}

void Commands::fill(cl_mem target, uint64_t offset, uint8_t value, uint64_t size) {
  add("clEnqueueFillBuffer", [&](cl_uint count, const cl_event* waits, cl_event* event) {
    return clEnqueueFillBuffer(queue_, target, &value, sizeof(value), offset, size, count, waits,
                               event);
  });
}

void Commands::mark() {
  add("clEnqueueMarkerWithWaitList", [&](cl_uint count, const cl_event* waits, cl_event* event) {
    return clEnqueueMarkerWithWaitList(queue_, count, waits, event);
  });
}

}  // namespace mortise::opencl
