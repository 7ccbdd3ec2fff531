// Structs of a newer core: taken while what is new in them is unset, refused when it is set; and tables, which are taken.
#include <mortise/sdk/graph.hpp>

#include <vector>

#include <catch2/catch.hpp>

#include "plugin-sdk/testing/fake_graph.hpp"
#include "tests/plugins/backend_c/subject.hpp"

namespace mortise::tests {
namespace {

// A struct of the next version: the known one, and eight bytes more.
template <class T>
struct Longer {
  explicit Longer(const T& known_in = {}) : known(known_in) { known.struct_size = sizeof(*this); }
  T known;
  uint64_t news = 0;
};

template <class T, class Call>
Outcome call_with_news(const T& known, const Call& call) {
  Longer<T> longer(known);
  CHECK(Outcome(call(&longer.known)).ok());
  T shorter = known;
  shorter.struct_size = sizeof(T) - 8;
  CHECK(Outcome(call(&shorter)).code == MORTISE_STATUS_INCOMPATIBLE);
  longer = Longer<T>(known);
  longer.news = 1;
  return Outcome(call(&longer.known));
}

template <class T, class Call>
void check_sizes(const T& known, const Call& call) {
  const Outcome refused = call_with_news(known, call);
  CHECK(refused.code == MORTISE_STATUS_UNSUPPORTED);
  CHECK(refused.says("offset " + std::to_string(sizeof(T))));
}

// y = op(x, x), or op(x) with `axis`, over 2 x 3 numbers of float32
struct Node {
  explicit Node(std::string_view op) {
    sdk::Builder b = graph.builder();
    const sdk::Value x = b.input("x", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, {2, 3}));
    b.nodes(op, {x, x}, 1, {}, "", 14);
  }
  Node(std::string_view op, int64_t axis) {
    sdk::Builder b = graph.builder();
    const sdk::Value x = b.input("x", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, {2, 3}));
    b.nodes(op, {x}, 1, {{"axis", axis}}, "", 13);
  }
  const mortise_node_t* abi() { return graph.reader().node(graph.reader().nodes()[0]).abi(); }

  sdk::testing::FakeGraph graph;
};

mortise_kernel_t* add_kernel(const Subject& subject) {
  Node node("Add");
  mortise_kernel_t* kernel = nullptr;
  REQUIRE(Outcome(subject.table->kernel_create(subject.device, node.abi(), &kernel)).ok());
  return kernel;
}

}  // namespace

TEST_CASE("backend in C: longer structs are checked wherever one comes in") {
  const Subject subject;
  const auto create = [&](const mortise_host_t* host, const mortise_options_t* options) {
    mortise_plugin_t* plugin = nullptr;
    mortise_status_t* status = description().create(host, options, &plugin);
    if (plugin != nullptr) description().destroy(plugin);
    return status;
  };
  const mortise_options_t options = {sizeof(options), 0, nullptr};
  // What a table offers besides goes uncalled.
  CHECK(call_with_news(*subject.host.table(), [&](const mortise_host_t* host) {
          return create(host, &options);
        }).ok());
  check_sizes(options,
              [&](const mortise_options_t* given) { return create(subject.host.table(), given); });
  mortise_device_description_t device{};
  device.struct_size = sizeof(device);
  check_sizes(device, [&](mortise_device_description_t* out) {
    return subject.table->describe(subject.plugin, 0, out);
  });
  mortise_ordering_t ordering{};
  ordering.struct_size = sizeof(ordering);
  check_sizes(ordering, [&](const mortise_ordering_t* given) {
    char byte = 0;
    const mortise_copy_end_t end = {nullptr, &byte, 0};
    return subject.table->fill(subject.device, subject.stream, &end, 1, 1, given);
  });
  Node node("Add");
  check_sizes(*node.abi(), [&](const mortise_node_t* given) {
    mortise_kernel_t* kernel = nullptr;
    mortise_status_t* status = subject.table->kernel_create(subject.device, given, &kernel);
    if (kernel != nullptr) kernel->release(kernel);
    return status;
  });
}

TEST_CASE("backend in C: a launch and its views are checked before anything is computed") {
  const Subject subject;
  mortise_kernel_t* kernel = add_kernel(subject);
  std::vector<float> values = {1, 2}, result = {0, 0};
  const sdk::Shape shape = {2};
  const mortise_tensor_view_t input = sdk::host_view(MORTISE_DTYPE_FLOAT32, shape, values.data());
  mortise_tensor_view_t output = sdk::host_view(MORTISE_DTYPE_FLOAT32, shape, result.data());
  const auto launch = [&](const mortise_tensor_view_t* first) {
    const mortise_tensor_view_t* inputs[] = {first, &input};
    mortise_tensor_view_t* outputs[] = {&output};
    mortise_launch_t arguments{};
    arguments.struct_size = sizeof(arguments);
    arguments.stream = subject.stream;
    arguments.input_count = 2;
    arguments.inputs = inputs;
    arguments.output_count = 1;
    arguments.outputs = outputs;
    return kernel->launch(kernel, &arguments);
  };
  mortise_tensor_view_t wrong = input;
  const int64_t strides[] = {2};
  wrong.strides = strides;
  CHECK(Outcome(launch(&wrong)).says("input 0 is not a dense tensor of float32"));
  wrong = input;
  wrong.byte_size = 7;
  CHECK(Outcome(launch(&wrong)).says("input 0 needs more than its 7 bytes"));
  int64_t three = 3;
  wrong = input;
  std::vector<float> more(3);
  wrong = sdk::host_view(MORTISE_DTYPE_FLOAT32, {3}, more.data());
  wrong.shape = &three;
  CHECK(Outcome(launch(&wrong)).says("cannot be broadcast"));
  CHECK(Outcome(launch(nullptr)).says("input 0 is absent"));
  CHECK(result == std::vector<float>{0, 0});
  check_sizes(input, launch);
  CHECK(result == std::vector<float>{2, 4});
  kernel->release(kernel);
}

TEST_CASE("backend in C: answers are written where a newer core expects them") {
  const Subject subject;
  Node add("Add"), unknown("Frobnicate"), rows("Softmax", -1), also_rows("Softmax", 1),
      columns("Softmax", 0), negative_columns("Softmax", -2);
  const std::vector<const mortise_node_t*> nodes = {
      add.abi(),     unknown.abi(),         add.abi(), rows.abi(), also_rows.abi(),
      columns.abi(), negative_columns.abi()};
  std::vector<Longer<mortise_support_t>> answers(nodes.size());
  REQUIRE(
      Outcome(subject.table->query(subject.device, nodes.size(), nodes.data(), &answers[0].known))
          .ok());
  CHECK(answers[0].known.supported == 1);
  CHECK(answers[0].known.reason == nullptr);
  CHECK(answers[1].known.supported == 0);
  CHECK(Outcome(answers[1].known.reason).says("there is no kernel for Frobnicate"));
  CHECK(answers[2].known.supported == 1);
  CHECK(answers[2].known.ranged == 1);
  CHECK(answers[3].known.supported == 1);
  CHECK(answers[4].known.supported == 1);
  CHECK(Outcome(answers[5].known.reason).says("along axis 0 of 2; only the last one is supported"));
  CHECK(Outcome(answers[6].known.reason).says("along axis -2 of 2"));
}

}  // namespace mortise::tests
