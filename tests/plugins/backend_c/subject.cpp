#include "tests/plugins/backend_c/subject.hpp"

#include <mortise/sdk/status.hpp>

#include <dlfcn.h>

#include <cstdlib>
#include <stdexcept>

#include <catch2/catch.hpp>

namespace mortise::tests {

Outcome::Outcome(mortise_status_t* status) {
  if (status == nullptr) return;
  code = status->code;
  flags = status->flags;
  message = sdk::to_view(status->message);
  mortise_status_release(status);
}

const mortise_plugin_description_t& description() {
  static const mortise_plugin_query_t kQuery = [] {
    const char* build = std::getenv("MORTISE_BUILD_DIR");
    if (build == nullptr) throw std::runtime_error("MORTISE_BUILD_DIR is not set: run with ctest");
    const std::string path =
        std::string(build) + "/tests/plugins/backend_c/libmortise_backend_c.so";
    void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    void* symbol = library == nullptr ? nullptr : dlsym(library, MORTISE_PLUGIN_QUERY_SYMBOL);
    if (symbol == nullptr) throw std::runtime_error(dlerror());
    return reinterpret_cast<mortise_plugin_query_t>(symbol);
  }();
  return *kQuery();
}

Subject::Subject(int64_t memory_limit)
    : table(static_cast<const mortise_device_interface_t*>(description().interfaces[0].table)) {
  mortise_attribute_t limit{};
  limit.struct_size = sizeof(limit);
  limit.name = sdk::to_abi("memory_limit");
  limit.kind = MORTISE_ATTRIBUTE_INT;
  limit.int_value = memory_limit;
  const mortise_options_t options = {sizeof(options), 1, &limit};
  REQUIRE(Outcome(description().create(host.table(), &options, &plugin)).ok());
  REQUIRE(Outcome(table->open(plugin, 0, &device)).ok());
  REQUIRE(Outcome(table->stream_create(device, &stream)).ok());
}

Subject::~Subject() {
  table->stream_release(device, stream);
  table->close(device);
  description().destroy(plugin);
}

mortise_buffer_t* Subject::buffer(uint64_t size) const {
  mortise_buffer_t* made = nullptr;
  void* data = nullptr;
  REQUIRE(Outcome(table->buffer_create(device, size, &made, &data)).ok());
  return made;
}

mortise_fence_t* Subject::fence() const {
  mortise_fence_t* made = nullptr;
  REQUIRE(Outcome(table->fence_create(device, &made)).ok());
  return made;
}

uint64_t Subject::value_of(mortise_fence_t* fence) const {
  uint64_t value = UINT64_MAX;
  REQUIRE(Outcome(table->fence_query(device, fence, &value)).ok());
  return value;
}

Outcome Subject::copy(const mortise_copy_end_t& from, const mortise_copy_end_t& to, uint64_t size,
                      const mortise_ordering_t* ordering) const {
  return Outcome(table->copy(device, stream, &from, &to, size, ordering));
}

Outcome Subject::fill(const mortise_copy_end_t& to, uint8_t value, uint64_t size,
                      const mortise_ordering_t* ordering) const {
  return Outcome(table->fill(device, stream, &to, value, size, ordering));
}

}  // namespace mortise::tests
