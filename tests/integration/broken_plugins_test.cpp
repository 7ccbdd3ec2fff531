// Devices and operators that break the contract: an error that names them, never a crash.
#include <catch2/catch.hpp>

#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

struct Fault {
  const char* name;
  const char* message;  // a part of the error's
};

std::string config(const std::string& fault) {
  return R"({"backends": [{"name": "broken", "options": {"fault": ")" + fault + R"("}}]})";
}

Session relu_session(const Runtime& runtime) {
  Model m(runtime);
  m.output("y", m.b.nodes("Relu", {m.input("x", {4})}, 1, {}, "", 0, "r")[0]);
  return m.session();
}

const Tensor kInput = floats({1, -1, 2, -2}, {4});

}  // namespace

TEST_CASE("a device that breaks no rule runs") {
  const Runtime runtime = make_runtime(config("none"), {"broken_device"});
  CHECK(content(relu_session(runtime).run_ordered({kInput})[0]) == std::vector<float>{1, 0, 2, 0});
}

TEST_CASE("a device that breaks the contract gives an error that says what is wrong") {
  const Fault fault = GENERATE(
      Fault{"no_devices", "there is no device 0"}, Fault{"describe_throws", "thrown by describe"},
      Fault{"odd_alignment", "alignment 3 is not a power of two"},
      Fault{"zero_alignment", "alignment 0 is not a power of two"},
      Fault{"huge_alignment", "is not a power of two up to 2097152"},
      Fault{"host_memory_out_of_reach", "it must be host-addressable"},
      Fault{"portable_without_host_memory", "portable kernels need"},
      Fault{"open_throws", "thrown by open"}, Fault{"query_fails", "the query fails"},
      Fault{"query_silent", "Relu 'r'"}, Fault{"kernel_null", "made no kernel"},
      Fault{"kernel_throws", "thrown by create_kernel"},
      Fault{"kernel_without_launch", "without launch or release"},
      Fault{"kernel_without_size", "struct_size is 0"}, Fault{"kernel_huge_workspace", "workspace"},
      Fault{"kernel_odd_alignment", "power of two"}, Fault{"launch_fails", "the launch fails"},
      Fault{"stream_fails", "no stream can be made"}, Fault{"stream_null", "made no stream"},
      Fault{"fence_null", "made no fence"}, Fault{"optimise_throws", "thrown by optimise"},
      Fault{"optimise_adds_input", "changed the graph's inputs"},
      Fault{"optimise_adds_output", "they were (y) and are (y, another)"},
      Fault{"optimise_adds_state", "changed the graph's states"},
      Fault{"optimise_changes_input", "of another type"},
      Fault{"optimise_untyped", "without giving its outputs types"},
      Fault{"optimise_leaves_layout", "in that backend's own layout"});
  INFO(fault.name);
  const Runtime runtime = make_runtime(config(fault.name), {"broken_device"});
  const Session session = relu_session(runtime);
  for (int run = 0; run < 2; ++run) {
    const Error error = error_of([&] { session.run_ordered({kInput}); });
    CHECK_THAT(error.what(), Catch::Contains(fault.message));
    CHECK_THAT(error.what(), Catch::Contains("broken") || Catch::Contains("Relu 'r'"));
  }
}

TEST_CASE("a device that maps its memory to no address gives an error") {
  const Runtime runtime = make_runtime(config("map_null"), {"broken_device"});
  Model m(runtime);
  const Value s = m.state("s", {4}, {1, -1, 2, -2});
  m.output("y", m.b.node("Relu", {s}));
  const Session session = m.session();
  const StateStore store(runtime);
  RunOptions options;
  options.states = &store;
  const Error error = error_of([&] { session.run_ordered({}, options); });
  CHECK(error.code() == MORTISE_STATUS_INTERNAL);
  CHECK_THAT(error.what(), Catch::Contains("broken mapped a buffer to nowhere"));
}

TEST_CASE("a decomposition that changes the graph's interface gives an error") {
  const Runtime runtime =
      make_runtime(R"({"backends": [{"name": "simulated"}]})", {"simulated", "probe"});
  Model m(runtime);
  m.output("y", m.probe("StrayOutput", {m.input("x", {4})}));
  const Error error = error_of([&] { m.session().run_ordered({kInput}); });
  CHECK(error.code() == MORTISE_STATUS_INTERNAL);
  CHECK_THAT(error.what(), Catch::Contains("StrayOutput: the decomposition changed") &&
                               Catch::Contains("they were (y) and are (y, stray)"));
}

TEST_CASE("an answer that supports a node and gives a reason why not counts as support") {
  const Runtime runtime = make_runtime(config("query_garbage"), {"broken_device"});
  CHECK(content(relu_session(runtime).run_ordered({kInput})[0]) == std::vector<float>{1, 0, 2, 0});
}

TEST_CASE("a broken device hurts nobody who does not use it") {
  const Runtime runtime = make_runtime(
      R"({"backends": [{"name": "reference"}], "plugins": {"options": {"broken_device": {"fault": "open_throws"}}}})",
      {"broken_device"});
  CHECK(content(relu_session(runtime).run_ordered({kInput})[0]) == std::vector<float>{1, 0, 2, 0});
}

TEST_CASE("a shape rule that throws is an error of the node, which is named once") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  Model m(runtime);
  m.output("y", m.b.nodes("ThrowingRule", {m.input("x", {4})}, 1, {}, "test", 0, "t")[0]);
  const Error error = error_of([&] { m.session(); });
  CHECK(error.code() == MORTISE_STATUS_INTERNAL);
  CHECK(error.what() == std::string("test::ThrowingRule 't': thrown by a shape rule"));
}

TEST_CASE(
    "a kernel that throws is an error of the node, which is named once, and the session lives") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  Model m(runtime);
  m.output("y", m.b.nodes("ThrowingKernel", {m.input("x", {4})}, 1, {}, "test", 0, "t")[0]);
  const Session session = m.session();
  for (int run = 0; run < 2; ++run) {
    const Error error = error_of([&] { session.run_ordered({kInput}); });
    CHECK(error.code() == MORTISE_STATUS_INTERNAL);
    CHECK(error.what() == std::string("test::ThrowingKernel 't': thrown by a kernel"));
  }
}

}  // namespace mortise::tests
