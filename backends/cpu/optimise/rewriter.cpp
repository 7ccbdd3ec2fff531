#include "backends/cpu/optimise/rewriter.hpp"

#include <algorithm>
#include <cmath>

#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/layout.hpp"

namespace mortise::cpu {

Rewriter::Rewriter(sdk::GraphReader& reader, sdk::Builder& builder)
    : reader_(reader), builder_(builder) {
  for (uint32_t id : reader_.nodes()) note_inputs(id);
}

void Rewriter::note_inputs(uint32_t node) {
  const Node reading = reader_.node(node);
  for (size_t i = 0; i < reading.input_count(); ++i) {
    if (reading.has_input(i)) users_[reading.input_id(i)].push_back(node);
  }
}

std::vector<uint32_t> Rewriter::nodes() const {
  std::vector<uint32_t> ids = reader_.nodes();
  const auto foreign = [&](uint32_t id) { return reader_.node(id).device() != kDeviceKind; };
  ids.erase(std::remove_if(ids.begin(), ids.end(), foreign), ids.end());
  return ids;
}

sdk::ShapeView Rewriter::shape(Value id) const {
  const mortise_type_t& type = *value(id).type;
  return {type.shape, static_cast<size_t>(std::max(type.rank, 0))};
}

TensorType Rewriter::type(Value id) const {
  return {value(id).type->dtype, shape(id).to_vector(), value(id).type->layout};
}

std::optional<Node> Rewriter::producer(Value id) const {
  const uint32_t node = value(id).producer;
  if (node == MORTISE_NONE || value(id).constant != nullptr) return std::nullopt;
  if (reader_.node(node).device() != kDeviceKind) return std::nullopt;
  return reader_.node(node);
}

std::optional<Node> Rewriter::sole_user(Value id) const {
  const auto found = users_.find(id);
  if (value(id).user_count != 1 || found == users_.end()) return std::nullopt;
  for (uint32_t user : found->second) {
    if (!alive(user)) continue;
    const Node node = reader_.node(user);
    for (size_t i = 0; i < node.input_count(); ++i) {
      if (node.input_id(i) != id) continue;
      if (node.device() != kDeviceKind) return std::nullopt;
      return node;
    }
  }
  return std::nullopt;
}

std::vector<float> Rewriter::floats(Value id) const {
  const mortise_tensor_view_t* view = value(id).constant;
  if (view == nullptr || view->dtype != MORTISE_DTYPE_FLOAT32 || view->layout != nullptr) return {};
  const auto* data = sdk::data<float>(*view);
  return {data, data + sdk::element_count(*view)};
}

std::optional<float> Rewriter::scalar(Value id) const {
  const std::vector<float> values = floats(id);
  if (values.size() != 1) return std::nullopt;
  return values[0];
}

Value Rewriter::constant(const sdk::Shape& shape, const std::vector<float>& values) {
  return builder_.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, shape, values.data()));
}

Value Rewriter::add(std::string_view domain, std::string_view op, const std::vector<Value>& inputs,
                    const sdk::Attrs& attributes, const TensorType& type, std::string_view name) {
  builder_.inherit(kDeviceKind, "");
  constexpr uint32_t kNewest = 0;
  const Value result = builder_.nodes(op, inputs, 1, attributes, domain, kNewest, name)[0];
  mortise_type_t abi = sdk::tensor_type(type.dtype, type.shape);
  abi.layout = type.layout;
  builder_.set_type(result, abi);
  note_inputs(value(result).producer);
  return result;
}

void Rewriter::replace(Value from, Value to) {
  builder_.replace(from, to);
  auto moved = std::move(users_[from]);
  users_.erase(from);
  auto& users = users_[to];
  users.insert(users.end(), moved.begin(), moved.end());
  if (value(from).producer != MORTISE_NONE) remove_unread(value(from).producer);
}

void Rewriter::remove_unread(uint32_t id) {
  const Node dead = reader_.node(id);
  if (dead.device() != kDeviceKind) return;
  for (size_t i = 0; i < dead.output_count(); ++i) {
    if (dead.wants_output(i) && dead.output(i).user_count != 0) return;
  }
  std::vector<uint32_t> producers;
  for (size_t i = 0; i < dead.input_count(); ++i) {
    if (dead.has_input(i) && dead.input(i).producer != MORTISE_NONE) {
      producers.push_back(dead.input(i).producer);
    }
  }
  builder_.remove(id);
  for (uint32_t producer : producers) {
    if (alive(producer)) remove_unread(producer);
  }
}

std::vector<Step> steps_of(const Node& node) {
  if (node.domain() != kPrivateDomain || node.op() != "Elementwise" || node.input_count() != 1) {
    return {};
  }
  std::vector<Step> steps;
  const Program program = read_program(node);
  for (size_t i = 0; i < program.code.size(); ++i) {
    if (program.code[i].is_binary || program.code[i].a != static_cast<int32_t>(i)) return {};
    steps.push_back(program.code[i].step);
  }
  return steps;
}

void append_merged(std::vector<Step>& steps, const std::vector<Step>& more) {
  for (const Step& step : more) {
    if (step.kind == Unary::kLinear && !steps.empty() && steps.back().kind == Unary::kLinear) {
      Step& last = steps.back();
      last.beta = last.beta * step.alpha + step.beta;
      last.alpha *= step.alpha;
    } else {
      steps.push_back(step);
    }
    const Step& last = steps.back();
    // Half a unit in the last place: 6 * (1 / 6), as hardswish is spelt.
    if (last.kind == Unary::kLinear && std::fabs(last.alpha - 1) < 1.2e-7f && last.beta == 0) {
      steps.pop_back();
    }
  }
}

bool same_shape(const Rewriter& graph, Value left, Value right) {
  return sdk::equal(graph.shape(left), graph.shape(right)) &&
         graph.value(left).constant == nullptr && graph.value(right).constant == nullptr;
}

}  // namespace mortise::cpu
