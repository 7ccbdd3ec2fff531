#include "backends/opencl/driver.hpp"

#include "backends/opencl/error.hpp"
#include "backends/opencl/kernels/prelude.hpp"

namespace mortise::opencl {

Driver::Driver(const DeviceInfo& info) : info_(info) {
  const cl_context_properties properties[] = {
      CL_CONTEXT_PLATFORM, reinterpret_cast<cl_context_properties>(info.platform), 0};
  cl_int code = CL_SUCCESS;
  context_ = Context(clCreateContext(properties, 1, &info.id, nullptr, nullptr, &code));
  check(code, "clCreateContext");
  host_queue_ = make_queue();
}

Queue Driver::make_queue() const {
  cl_int code = CL_SUCCESS;
  Queue queue(clCreateCommandQueue(context(), info_.id, 0, &code));
  check(code, "clCreateCommandQueue");
  return queue;
}

Memory Driver::make_memory(uint64_t size, void* lent) const {
  if (size > info_.largest_buffer) {
    out_of_memory(sdk::message("the device's buffers have at most ", info_.largest_buffer,
                               " bytes, not ", size));
  }
  const cl_mem_flags flags = CL_MEM_READ_WRITE | (lent != nullptr ? CL_MEM_USE_HOST_PTR : 0);
  cl_int code = CL_SUCCESS;
  Memory memory(clCreateBuffer(context(), flags, size, lent, &code));
  check(code, "clCreateBuffer");
  return memory;
}

Function& Driver::function(const Source& source, const std::string& name) {
  const std::lock_guard<std::mutex> lock(mutex_);
  std::unique_ptr<Function>& function = functions_[{&source, name}];
  if (function != nullptr) return *function;
  Program& program = programs_[&source];
  if (!program) program = build(source);
  auto made = std::make_unique<Function>();
  made->name = name;
  cl_int code = CL_SUCCESS;
  made->handle = KernelHandle(clCreateKernel(program.get(), name.c_str(), &code));
  check(code, sdk::message("clCreateKernel(", name, ")"));
  function = std::move(made);
  return *function;
}

Program Driver::build(const Source& source) const {
  const char* texts[] = {kPrelude, source.text};
  cl_int code = CL_SUCCESS;
  Program program(clCreateProgramWithSource(context(), 2, texts, nullptr, &code));
  check(code, "clCreateProgramWithSource");
  const char* options = info_.exact_division
                            ? "-cl-std=CL1.2 -cl-fp32-correctly-rounded-divide-sqrt"
                            : "-cl-std=CL1.2";
  code = clBuildProgram(program.get(), 1, &info_.id, options, nullptr, nullptr);
  if (code == CL_BUILD_PROGRAM_FAILURE) {
    sdk::fail(MORTISE_STATUS_INTERNAL, "the kernels of ", source.name, " do not compile on ",
              info_.name, ": ", build_log(program.get()));
  }
  check(code, "clBuildProgram");
  return program;
}

std::string Driver::build_log(cl_program program) const {
  size_t size = 0;
  clGetProgramBuildInfo(program, info_.id, CL_PROGRAM_BUILD_LOG, 0, nullptr, &size);
  std::string log(size, '\0');
  clGetProgramBuildInfo(program, info_.id, CL_PROGRAM_BUILD_LOG, size, log.data(), nullptr);
  return log;
}

}  // namespace mortise::opencl
