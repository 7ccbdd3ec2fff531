#include "tests/communicator/subject.hpp"

#include <cstdlib>
#include <cstring>

namespace mortise::contract {

void* Subject::allocate(size_t bytes) { return std::malloc(bytes == 0 ? 1 : bytes); }
void Subject::release(void* memory) { std::free(memory); }

void Subject::write(void* memory, const void* host, size_t bytes) {
  if (bytes != 0) std::memcpy(memory, host, bytes);
}

void Subject::read(const void* memory, void* host, size_t bytes) {
  if (bytes != 0) std::memcpy(host, memory, bytes);
}

}  // namespace mortise::contract
