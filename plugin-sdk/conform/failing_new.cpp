#include "plugin-sdk/conform/failing_new.hpp"

#include <cstdlib>
#include <new>

namespace mortise::conform {
namespace {

thread_local int64_t requests_left = -1;  // negative: none fails
thread_local bool failed = false;

}  // namespace

FailingNew::FailingNew(int64_t count) {
  failed = false;
  requests_left = count;
}

FailingNew::~FailingNew() { requests_left = -1; }

bool FailingNew::has_failed() const { return failed; }

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

namespace {

void* allocate(std::size_t size) {
  if (requests_left >= 0 && requests_left-- == 0) {
    failed = true;
    throw std::bad_alloc();
  }
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}

}  // namespace

#endif

}  // namespace mortise::conform

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

// The standard lets a program replace these. Arrays and the forms that do not throw come here, too.
void* operator new(std::size_t size) { return mortise::conform::allocate(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

#endif
