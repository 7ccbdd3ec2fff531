#include "tests/plugins/simulated/reversed_layout.hpp"

#include <algorithm>
#include <atomic>
#include <memory>

namespace mortise::tests::simulated {
namespace {

constexpr std::string_view kKind = "simulated";
constexpr uint64_t kPadding = 64;

// Counted by references; the last one deletes it.
struct ReversedLayout : mortise_layout_t {
  explicit ReversedLayout(const mortise_type_t& type) : mortise_layout_t{} {
    const int64_t count = sdk::element_count({type.shape, static_cast<size_t>(type.rank)});
    key_text = sdk::message("reversed/", count);
    struct_size = sizeof(mortise_layout_t);
    owner = sdk::to_abi(kKind);
    key = sdk::to_abi(key_text);
    byte_size = static_cast<uint64_t>(count) * sizeof(float) + kPadding;
    pack = [](const mortise_layout_t*, const mortise_tensor_view_t* dense, void* packed) {
      reverse(static_cast<const float*>(dense->data), static_cast<float*>(packed),
              sdk::element_count(*dense));
      return static_cast<mortise_status_t*>(nullptr);
    };
    unpack = [](const mortise_layout_t*, const void* packed, const mortise_tensor_view_t* dense) {
      reverse(static_cast<const float*>(packed), static_cast<float*>(dense->data),
              sdk::element_count(*dense));
      return static_cast<mortise_status_t*>(nullptr);
    };
    retain = [](const mortise_layout_t* self) { ++of(self).references; };
    release = [](const mortise_layout_t* self) {
      if (--of(self).references == 0) delete &of(self);
    };
  }

  static void reverse(const float* from, float* to, int64_t count) {
    std::reverse_copy(from, from + count, to);
  }
  static ReversedLayout& of(const mortise_layout_t* self) {
    return const_cast<ReversedLayout&>(static_cast<const ReversedLayout&>(*self));
  }

  std::string key_text;
  std::atomic<uint32_t> references{1};
};

struct LayoutRelease {
  void operator()(const mortise_layout_t* layout) const { layout->release(layout); }
};

// relu(x) becomes unreverse(reversed_relu(reverse(x))).
void rewrite(sdk::GraphReader& reader, sdk::Builder& builder, uint32_t id) {
  const sdk::Node node = reader.node(id);
  const sdk::Value input = node.input_id(0);
  const sdk::Value output = node.output_id(0);
  const sdk::Shape shape = node.shape(0).to_vector();
  mortise_type_t type = sdk::tensor_type(MORTISE_DTYPE_FLOAT32, shape);
  const std::unique_ptr<ReversedLayout, LayoutRelease> layout(new ReversedLayout(type));
  builder.inherit(kKind, node.name());
  const auto add = [&](std::string_view op, sdk::Value from, const mortise_layout_t* result) {
    const sdk::Value value = builder.nodes(op, {from}, 1, {}, kPrivateDomain, 1)[0];
    mortise_type_t made = type;
    made.layout = result;
    builder.set_type(value, made);
    return value;
  };
  const sdk::Value reversed = add("Reverse", input, layout.get());
  const sdk::Value positive = add("ReversedRelu", reversed, layout.get());
  builder.replace(output, add("Unreverse", positive, nullptr));
  builder.remove(id);
}

bool is_mine(const sdk::Node& node) { return node.device() == kKind; }

// reverse(unreverse(x)) is x, unless another device holds it.
void cancel(sdk::GraphReader& reader, sdk::Builder& builder, uint32_t id) {
  const sdk::Node node = reader.node(id);
  const uint32_t producer = node.input(0).producer;
  if (producer == MORTISE_NONE) return;
  if (reader.node(producer).op() != "Unreverse" || !is_mine(reader.node(producer))) return;
  const sdk::Value kept = reader.node(producer).input_id(0);
  builder.replace(node.output_id(0), kept);
  builder.remove(id);
}

void turn(const Operand& from, const Operand& to, int64_t count) {
  const auto* source = reinterpret_cast<const float*>(from.data);
  std::reverse_copy(source, source + count, reinterpret_cast<float*>(to.data));
}

}  // namespace

void keep_reversed(sdk::GraphReader& reader, sdk::Builder& builder) {
  for (const uint32_t id : reader.nodes()) {
    const sdk::Node node = reader.node(id);
    if (is_mine(node) && node.op() == "Relu") rewrite(reader, builder, id);
  }
  for (const uint32_t id : reader.nodes()) {
    const sdk::Node node = reader.node(id);
    if (is_mine(node) && node.op() == "Reverse") cancel(reader, builder, id);
  }
}

void compute_reverse(const std::vector<Operand>& inputs, const std::vector<Operand>& outputs,
                     float*) {
  const int64_t count = sdk::element_count(inputs[0].shape);
  turn(inputs[0], outputs[0], count);
  std::fill_n(outputs[0].data + static_cast<size_t>(count) * sizeof(float), kPadding, '\0');
}

void compute_unreverse(const std::vector<Operand>& inputs, const std::vector<Operand>& outputs,
                       float*) {
  turn(inputs[0], outputs[0], sdk::element_count(inputs[0].shape));
}

}  // namespace mortise::tests::simulated
