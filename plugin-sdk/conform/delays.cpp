#include "plugin-sdk/conform/delays.hpp"

#include <dlfcn.h>
#include <link.h>
#include <pthread.h>
#include <sched.h>
#include <time.h>

#include <algorithm>
#include <atomic>
#include <cerrno>

#include "plugin-sdk/conform/random.hpp"

namespace mortise::conform {
namespace {

constexpr long kShort = 200'000;   // nanoseconds
constexpr long kLong = 3'000'000;  // longer than the work of most tests takes

std::atomic<bool> active{false};
std::atomic<uint64_t> seed{0}, round{0}, threads{0}, calls{0};
std::atomic<uintptr_t> library_begin{0}, library_end{0};

// Of the calling thread. Plain numbers: this runs where nothing may be allocated or constructed.
thread_local uint64_t own_round = 0, own_state = 0;

// Nobody calls it in a build with sanitizers, whose own functions stand where the delaying ones would.
// `caller`: the address to which the calling function returns.
[[maybe_unused]] void delay(const void* caller) {
  if (!active.load(std::memory_order_acquire)) return;
  const auto address = reinterpret_cast<uintptr_t>(caller);
  if (address >= library_begin.load() && address < library_end.load()) ++calls;
  const int kept = errno;
  if (own_round != round.load()) {
    own_round = round.load();
    own_state = seed.load() + 977 * ++threads;
  }
  Random random(own_state);
  own_state = random.next();
  const uint64_t drawn = random.below(64);
  if (drawn < 16) {
    ::sched_yield();
  } else if (drawn < 32) {
    const timespec pause = {0, drawn == 31 ? kLong : static_cast<long>(random.below(kShort))};
    ::nanosleep(&pause, nullptr);
  }
  errno = kept;
}

// Where the library lies to which the address belongs.
void set_library(uintptr_t address) {
  library_begin = library_end = 0;
  ::dl_iterate_phdr(
      [](dl_phdr_info* info, size_t, void* wanted) {
        uintptr_t begin = UINTPTR_MAX, end = 0;
        for (int i = 0; i < info->dlpi_phnum; ++i) {
          if (info->dlpi_phdr[i].p_type != PT_LOAD) continue;
          const uintptr_t start = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
          begin = std::min(begin, start);
          end = std::max<uintptr_t>(end, start + info->dlpi_phdr[i].p_memsz);
        }
        const uintptr_t at = *static_cast<uintptr_t*>(wanted);
        if (at < begin || at >= end) return 0;
        library_begin = begin;
        library_end = end;
        return 1;
      },
      &address);
}

}  // namespace

InjectedDelays::InjectedDelays(uint64_t wanted, const void* library) {
  set_library(reinterpret_cast<uintptr_t>(library));
  calls = 0;
  seed = wanted;
  ++round;
  active.store(true, std::memory_order_release);
}

InjectedDelays::~InjectedDelays() { active = false; }

uint64_t InjectedDelays::count() const { return calls; }

}  // namespace mortise::conform

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

namespace {

using mortise::conform::delay;

// The function that would have been called, looked up at the first call: two threads find the same. There is no lock and
// no constructor here, because calls come before any constructor has run.
template <class Object>
class Next {
 public:
  constexpr explicit Next(const char* name, const char* version = nullptr)
      : name_(name), version_(version) {}
  int operator()(Object* object) {
    Function* function = function_.load(std::memory_order_relaxed);
    if (function == nullptr) {
      function = find();
      function_.store(function, std::memory_order_relaxed);
    }
    return function(object);
  }

 private:
  using Function = int(Object*);
  Function* find() const {
    void* found = version_ != nullptr ? ::dlvsym(RTLD_NEXT, name_, version_) : nullptr;
    if (found == nullptr) found = ::dlsym(RTLD_NEXT, name_);
    return reinterpret_cast<Function*>(found);
  }

  const char* name_;
  const char* version_;
  std::atomic<Function*> function_{nullptr};
};

// On x86-64 condition variables have an older form, with another layout, under the same name.
constexpr const char* kConditions = "GLIBC_2.3.2";

constinit Next<pthread_mutex_t> next_lock("pthread_mutex_lock");
constinit Next<pthread_mutex_t> next_unlock("pthread_mutex_unlock");
constinit Next<pthread_cond_t> next_signal("pthread_cond_signal", kConditions);
constinit Next<pthread_cond_t> next_broadcast("pthread_cond_broadcast", kConditions);

}  // namespace

#define MORTISE_EXPORTED extern "C" __attribute__((visibility("default")))

MORTISE_EXPORTED int pthread_mutex_lock(pthread_mutex_t* mutex) noexcept {
  delay(__builtin_return_address(0));
  return next_lock(mutex);
}

MORTISE_EXPORTED int pthread_mutex_unlock(pthread_mutex_t* mutex) noexcept {
  const int result = next_unlock(mutex);
  delay(__builtin_return_address(0));
  return result;
}

MORTISE_EXPORTED int pthread_cond_signal(pthread_cond_t* condition) noexcept {
  delay(__builtin_return_address(0));
  return next_signal(condition);
}

MORTISE_EXPORTED int pthread_cond_broadcast(pthread_cond_t* condition) noexcept {
  delay(__builtin_return_address(0));
  return next_broadcast(condition);
}

#endif
