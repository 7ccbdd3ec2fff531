#include "backends/opencl/transfer.hpp"

#include "backends/opencl/buffer.hpp"
#include "backends/opencl/error.hpp"

namespace mortise::opencl {
namespace {

cl_mem memory_of(const sdk::CopyEnd& end) {
  return end.buffer == nullptr ? nullptr : static_cast<const Buffer*>(end.buffer)->memory();
}

char* host_of(const sdk::CopyEnd& end) { return static_cast<char*>(end.data) + end.offset; }

bool overlap(const sdk::CopyEnd& a, const sdk::CopyEnd& b, uint64_t size) {
  return a.buffer == b.buffer && a.offset < b.offset + size && b.offset < a.offset + size;
}

}  // namespace

void check_end(const sdk::CopyEnd& end, uint64_t size) {
  if (end.buffer != nullptr) {
    static_cast<const Buffer*>(end.buffer)->check_range(end.offset, size);
  } else if (end.data == nullptr && size != 0) {
    sdk::invalid("an end of a copy has neither a buffer nor a host address");
  }
}

// OpenCL copies neither between overlapping ranges nor from host to host: both go through memory of the device, which
// the driver keeps until the commands are done.
void add_copy(const Driver& driver, Commands& commands, const sdk::CopyEnd& source,
              const sdk::CopyEnd& destination, uint64_t size) {
  const cl_mem from = memory_of(source);
  const cl_mem to = memory_of(destination);
  if (from != nullptr && to != nullptr) {
    if (!overlap(source, destination, size))
      return commands.copy(from, source.offset, to, destination.offset, size);
    if (source.offset == destination.offset) return;
    const Memory between = driver.make_memory(size);
    commands.copy(from, source.offset, between.get(), 0, size);
    commands.copy(between.get(), 0, to, destination.offset, size);
  } else if (from != nullptr) {
    commands.read(from, source.offset, host_of(destination), size);
  } else if (to != nullptr) {
    commands.write(host_of(source), to, destination.offset, size);
  } else {
    const Memory between = driver.make_memory(size);
    commands.write(host_of(source), between.get(), 0, size);
    commands.read(between.get(), 0, host_of(destination), size);
  }
}

void add_fill(const Driver& driver, Commands& commands, const sdk::CopyEnd& destination,
              uint8_t value, uint64_t size) {
  if (const cl_mem to = memory_of(destination))
    return commands.fill(to, destination.offset, value, size);
  const Memory filled = driver.make_memory(size);
  commands.fill(filled.get(), 0, value, size);
  commands.read(filled.get(), 0, host_of(destination), size);
}

}  // namespace mortise::opencl
