// A runtime touches nothing that belongs to its embedder. ctest runs each case in a process of its own, so that each sees
// the first load of the plugins and of the libraries that they need.
#include "tests/embed/process_state.hpp"

#include <fcntl.h>
#include <locale.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cfenv>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <iostream>
#include <locale>
#include <mutex>
#include <thread>

#include <catch2/catch.hpp>

#include "tests/embed/embedded_life.hpp"

#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

namespace mortise::tests {
namespace {

using Lines = std::vector<std::string>;

bool left_out(const std::string& plugin) {
  if (has_plugin(plugin)) return false;
  std::cout << "SKIPPED: plugin " << plugin << " was not built\n";
  return true;
}

// The changes that a life leaves; what it wrote to the standard streams is one of them.
Lines changes_of_life(const std::string& backend, const mortise_hooks_t* hooks = nullptr) {
  const Facts before = process_state();
  CapturedOutput output;
  live(backend, hooks);
  const std::string written = output.end();
  Lines changes = changes_since(before);
  if (!written.empty()) changes.push_back("written: " + written);
  return changes;
}

// The process stays changed.
bool is_seen(const std::string& name, const std::function<void()>& change) {
  const Facts before = process_state();
  change();
  for (const std::string& line : differences(before, process_state())) {
    if (line.rfind(name, 0) == 0) return true;
  }
  return false;
}

// The settings of an embedder that is unlike a fresh process in every respect.
void become_unusual() {
  ::setenv("MORTISE_EMBEDDER", "is here", 1);
  REQUIRE(::setlocale(LC_ALL, "C.UTF-8") != nullptr);
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGFPE, [](int) { ::_exit(99); });
  sigset_t blocked;
  ::sigemptyset(&blocked);
  ::sigaddset(&blocked, SIGUSR1);
  ::pthread_sigmask(SIG_BLOCK, &blocked, nullptr);
  ::umask(027);
  REQUIRE(::chdir("/") == 0);
  std::fesetround(FE_UPWARD);
#if defined(__x86_64__)
  _mm_setcsr(_mm_getcsr() | 0x8040);  // subnormal results and operands are zero
#endif
}

// Threads that come and go with each loop, each of which compares its floating-point state before and after the body.
struct SuspiciousThreads {
  using Body = void (*)(void*, uint64_t, uint64_t, uint32_t);

  static void parallel_for(void* context, uint64_t count, uint64_t, Body body, void* body_context) {
    auto& self = *static_cast<SuspiciousThreads*>(context);
    const auto half = [&](uint64_t begin, uint64_t end, uint32_t worker) {
      if (begin == end) return;
      const Facts before = floating_point_state();
      body(body_context, begin, end, worker);
      const Lines changes = differences(before, floating_point_state());
      const std::lock_guard<std::mutex> lock(self.mutex);
      self.changes.insert(self.changes.end(), changes.begin(), changes.end());
    };
    std::thread other(half, 0, count / 2, 1);
    half(count / 2, count, 0);
    other.join();
    ++self.loops;
  }

  std::atomic<int> loops{0};
  std::mutex mutex;
  Lines changes;
};

}  // namespace

TEST_CASE("a runtime with the reference backend leaves the process as it was") {
  if (left_out("onnx")) return;
  CHECK_THAT(changes_of_life("reference"), Catch::Equals(Lines{}));
  CHECK_THAT(changes_of_life("reference"), Catch::Equals(Lines{}));
}

TEST_CASE("a runtime with the cpu backend leaves the process as it was") {
  if (left_out("onnx") || left_out("cpu")) return;
  CHECK_THAT(changes_of_life("cpu"), Catch::Equals(Lines{}));
  CHECK_THAT(changes_of_life("cpu"), Catch::Equals(Lines{}));
}

TEST_CASE("an embedder's own settings survive a runtime's life") {
  if (left_out("onnx")) return;
  become_unusual();
  CHECK_THAT(changes_of_life("reference"), Catch::Equals(Lines{}));
  if (has_plugin("cpu")) CHECK_THAT(changes_of_life("cpu"), Catch::Equals(Lines{}));
}

TEST_CASE("kernels keep the floating-point state of the threads that an embedder supplies") {
  if (left_out("onnx") || left_out("cpu")) return;
  SuspiciousThreads threads;
  mortise_hooks_t hooks = {};
  hooks.struct_size = sizeof(hooks);
  hooks.context = &threads;
  hooks.thread_count = [](void*) { return 2u; };
  hooks.parallel_for = SuspiciousThreads::parallel_for;
  CHECK_THAT(changes_of_life("cpu", &hooks), Catch::Equals(Lines{}));
  CHECK(threads.loops > 0);
  CHECK_THAT(threads.changes, Catch::Equals(Lines{}));
}

TEST_CASE("what a library could change is seen") {
  CHECK(is_seen("environment NEW: NEW=1 is new", [] { ::setenv("NEW", "1", 1); }));
  CHECK(is_seen("locale: ", [] { ::setlocale(LC_ALL, "C.UTF-8"); }));
  CHECK(is_seen("locale of C++: ", [] { std::locale::global(std::locale("C.UTF-8")); }));
  CHECK(is_seen("signal 10: ", [] { ::signal(SIGUSR1, SIG_IGN); }));
  CHECK(is_seen("signal mask: ", [] {
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
  }));
  CHECK(is_seen("file ", [] { (void)::open("/dev/null", O_RDONLY); }));
  CHECK(is_seen("umask: ", [] { ::umask(::umask(0) ^ 022); }));
  CHECK(is_seen("working directory: ", [] { std::filesystem::current_path("/"); }));
  CHECK(is_seen("limit ", [] {
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur -= 1;
    ::setrlimit(RLIMIT_NOFILE, &files);
  }));
  CHECK(is_seen("terminate handler: ", [] { std::set_terminate([] { std::_Exit(1); }); }));
  CHECK(is_seen("rounding: ", [] { std::fesetround(FE_DOWNWARD); }));
#if defined(__x86_64__)
  CHECK(is_seen("MXCSR: ", [] { _mm_setcsr(_mm_getcsr() | 0x8000); }));
  CHECK(is_seen("x87 control word: ", [] {
    const uint16_t single_precision = 0x007f;
    __asm__ volatile("fldcw %0" : : "m"(single_precision));
  }));
#endif
}

TEST_CASE("a thread that goes on is seen") {
  std::atomic<bool> done{false};
  std::thread thread;
  CHECK(is_seen("thread ", [&] {
    thread = std::thread([&] {
      while (!done) std::this_thread::yield();
    });
  }));
  done = true;
  thread.join();
}

TEST_CASE("what is written to the standard streams is seen") {
  CapturedOutput output;
  std::cout << "to the output ";
  std::cerr << "to the error stream";
  std::cout.flush();
  CHECK(output.end() == "to the output to the error stream");
}

}  // namespace mortise::tests
