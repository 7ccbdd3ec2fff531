// What the tests of a device share: a device that is ready for use, threads, bytes, and the search for leaks.
#pragma once

#include <functional>
#include <memory>

#include "plugin-sdk/conform/device.hpp"
#include "plugin-sdk/conform/suites/suites.hpp"

namespace mortise::conform {

/// A device with what it needs to be used, for one test.
struct Bench {
  Bench(Environment& environment_in, Host& host_in)
      : environment(environment_in),
        random(environment_in.random),
        host(host_in),
        instance(environment_in.subject, host_in.table()),
        device(environment_in, instance),
        queue(device) {}
  Environment& environment;
  Random& random;
  Host& host;
  Instance instance;
  Device device;
  Queue queue;
};

/// Runs `body` with a host, and checks afterwards that the host got everything back and saw no rule broken.
TestBody on_host(std::function<void(Environment&, Host&)> body);
/// The same with a bench.
TestBody on_bench(std::function<void(Bench&)> body);

using Bytes = std::vector<unsigned char>;
Bytes random_bytes(Random& random, uint64_t size);
/// Throws Failure with the first difference.
void check_equal(const Bytes& actual, const Bytes& expected, const std::string& what);
/// Throws Failure unless all of them are `value`.
void check_all(const Bytes& actual, uint8_t value, const std::string& what);

/// Runs body(0), body(1), … on threads that start together. The first exception of any is thrown when all have ended.
void run_threads(unsigned count, const std::function<void(unsigned)>& body);

/// Runs `cycle` again and again. Throws Failure when descriptors, threads or heap memory grow with the cycles.
void check_no_growth(const std::string& what, unsigned cycles, const std::function<void()>& cycle);

/// Adds the test, and a second one that runs it several times while delays are injected into the plugin's locks.
void add_with_delays(TestList& list, const std::string& name, const TestBody& body);

}  // namespace mortise::conform
