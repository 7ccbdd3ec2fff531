// Walks both graphs from their outputs and next states towards the inputs, pairing values as it goes. A node of the left
// graph has one counterpart in the right one; where a second path leads to another one, sharing differs.
#include "core/graph/compare.hpp"

#include <unordered_set>

#include "core/base/text.hpp"
#include "core/graph/graph_impl.hpp"
#include "core/graph/literal.hpp"

namespace mortise::graph {
namespace {

constexpr size_t kShownElements = 4;

std::string_view role_name(uint32_t role) {
  switch (role) {
    case MORTISE_ROLE_INPUT: return "an input";
    case MORTISE_ROLE_CONSTANT: return "a constant";
    case MORTISE_ROLE_STATE: return "a state";
    default: return "a node's output";
  }
}

class Comparer {
 public:
  Comparer(const Graph& left, const Graph& right)
      : left_(left), right_(right), counterparts_(left.value_limit(), kNone) {}

  std::string run() {
    if (compare_interfaces() && compare_pending() && compare_dead()) return {};
    return difference_;
  }

 private:
  // Notes the first difference; always false.
  bool differ(std::initializer_list<std::string_view> parts) {
    difference_ = concat(parts);
    return false;
  }

  bool same(std::string_view what, const std::string& left, const std::string& right) {
    return left == right || differ({what, " is ", left, " on the left, ", right, " on the right"});
  }
  bool same_count(std::string_view what, size_t left, size_t right) {
    return same(what, std::to_string(left), std::to_string(right));
  }

  bool same_type(std::string_view what, const Value& left, const Value& right) {
    return same(concat({what, ": the type"}), left.type.to_string(left_.symbols()),
                right.type.to_string(right_.symbols()));
  }

  bool compare_interfaces() {
    if (!same_count("the number of inputs", left_.inputs().size(), right_.inputs().size()) ||
        !same_count("the number of states", left_.states().size(), right_.states().size()) ||
        !same_count("the number of outputs", left_.outputs().size(), right_.outputs().size()) ||
        !same_count("the number of nodes", left_.order().size(), right_.order().size()) ||
        !compare_metadata()) {
      return false;
    }
    for (size_t i = 0; i < left_.inputs().size(); ++i) {
      const Value& left = *left_.value(left_.inputs()[i]);
      const Value& right = *right_.value(right_.inputs()[i]);
      if (!same(concat({"input ", std::to_string(i), ": the name"}), left.name, right.name) ||
          !same_type(concat({"input '", left.name, "'"}), left, right)) {
        return false;
      }
      counterparts_[left.id] = right.id;
    }
    // All of them first: what one state becomes may be what another one was.
    for (size_t i = 0; i < left_.states().size(); ++i)
      counterparts_[left_.states()[i].current] = right_.states()[i].current;
    for (size_t i = 0; i < left_.states().size(); ++i) {
      if (!compare_state(left_.states()[i], right_.states()[i])) return false;
    }
    for (size_t i = 0; i < left_.outputs().size(); ++i) {
      const Output& left = left_.outputs()[i];
      const Output& right = right_.outputs()[i];
      if (!same(concat({"output ", std::to_string(i), ": the name"}), left.name, right.name) ||
          !pair(concat({"output '", left.name, "'"}), left.value, right.value)) {
        return false;
      }
    }
    return true;
  }

  bool compare_metadata() {
    for (const auto& [key, value] : left_.metadata()) {
      const auto found = right_.metadata().find(key);
      const std::string right = found == right_.metadata().end() ? "not set" : quote(found->second);
      if (!same(concat({"metadata '", key, "'"}), quote(value), right)) return false;
    }
    return same_count("the number of metadata keys", left_.metadata().size(),
                      right_.metadata().size());
  }

  bool compare_state(const State& left, const State& right) {
    const std::string what = concat({"state '", left.name, "'"});
    const auto initial = [](const State& state) {
      return state.initial == nullptr ? "zeros" : tensor_text(*state.initial, kShownElements);
    };
    return same("a state's name", left.name, right.name) &&
           same_type(what, *left_.value(left.current), *right_.value(right.current)) &&
           same_count(what + ": flags", left.flags, right.flags) &&
           (same_constant(left.initial, right.initial) ||
            differ({what, ": the initial content is ", initial(left), " on the left, ",
                    initial(right), " on the right"})) &&
           pair(what + ": the next content", left.next, right.next);
  }

  static bool same_constant(const ConstantRef& left, const ConstantRef& right) {
    if (left == nullptr || right == nullptr) return left == right;
    return same_content(*left, *right);
  }

  // Two values that must correspond, read (or given out) by `what`.
  bool pair(const std::string& what, ValueId left_id, ValueId right_id) {
    if (left_id == kNone || right_id == kNone) {
      return left_id == right_id || differ({what, " is absent on one side only"});
    }
    const Value& left = *left_.value(left_id);
    const Value& right = *right_.value(right_id);
    if (!same(what, std::string(role_name(left.role)), std::string(role_name(right.role)))) {
      return false;
    }
    if (left.role == MORTISE_ROLE_CONSTANT) return pair_constants(what, left, right);
    if (counterparts_[left_id] != kNone) {
      return counterparts_[left_id] == right_id ||
             differ({what, ": ", describe(left), " on the left is not ", describe(right),
                     " on the right; elsewhere it is ",
                     describe(*right_.value(counterparts_[left_id]))});
    }
    if (left.role != MORTISE_ROLE_RESULT) {
      return differ(
          {what, ": ", describe(left), " on the left, ", describe(right), " on the right"});
    }
    return pair_nodes(what, left, right);
  }

  bool pair_constants(const std::string& what, const Value& left, const Value& right) {
    return same_type(what, left, right) &&
           (same_constant(left.constant, right.constant) ||
            differ({what, ": the constant is ", tensor_text(*left.constant, kShownElements),
                    " on the left, ", tensor_text(*right.constant, kShownElements),
                    " on the right"}));
  }

  bool pair_nodes(const std::string& what, const Value& left, const Value& right) {
    const Node& left_node = *left_.node(left.producer);
    const Node& right_node = *right_.node(right.producer);
    const std::string& where = describe(left_node);
    if (!same(what, operator_text(left_node), operator_text(right_node)) ||
        !same(where + ": the device", left_node.device, right_node.device) ||
        !same_count(where + ": the number of inputs", left_node.inputs.size(),
                    right_node.inputs.size()) ||
        !same_count(where + ": the number of outputs", left_node.outputs.size(),
                    right_node.outputs.size()) ||
        !compare_attributes(where, left_node, right_node)) {
      return false;
    }
    if (!taken_.insert(right_node.id).second) {
      return differ(
          {what, ": ", describe(right_node), " on the right corresponds to two nodes on the left"});
    }
    for (size_t i = 0; i < left_node.outputs.size(); ++i) {
      if (!pair_outputs(where, left_node.outputs[i], right_node.outputs[i])) return false;
    }
    pending_.emplace_back(left_node.id, right_node.id);
    return counterparts_[left.id] == right.id ||
           differ({what, " is another output of ", where, " on the left than on the right"});
  }

  bool pair_outputs(const std::string& where, ValueId left_id, ValueId right_id) {
    if (left_id == kNone || right_id == kNone) {
      return left_id == right_id || differ({where, ": an output is absent on one side only"});
    }
    const Value& left = *left_.value(left_id);
    const Value& right = *right_.value(right_id);
    counterparts_[left_id] = right_id;
    return same_type(where + ": an output", left, right) &&
           (same_constant(left.constant, right.constant) ||
            differ({where, ": the known content of an output differs"}));
  }

  bool compare_attributes(const std::string& where, const Node& left, const Node& right) {
    if (!same_count(where + ": the number of attributes", left.attributes.size(),
                    right.attributes.size())) {
      return false;
    }
    for (size_t i = 0; i < left.attributes.size(); ++i) {
      const Attribute& a = left.attributes[i];
      const Attribute& b = right.attributes[i];
      if (!same(where + ": an attribute", a.name, b.name)) return false;
      const std::string what = concat({where, ": attribute '", a.name, "'"});
      if (a.kind == MORTISE_ATTRIBUTE_GRAPH && b.kind == MORTISE_ATTRIBUTE_GRAPH) {
        const std::string inner = compare(*a.graph, *b.graph);
        if (!inner.empty()) return differ({what, ": ", inner});
      } else if (!(a == b)) {
        return differ({what, " is ", attribute_text(a, kShownElements), " on the left, ",
                       attribute_text(b, kShownElements), " on the right"});
      }
    }
    return true;
  }

  // The inputs of the nodes that were paired.
  bool compare_pending() {
    while (!pending_.empty()) {
      const auto [left_id, right_id] = pending_.back();
      pending_.pop_back();
      const Node& left = *left_.node(left_id);
      const Node& right = *right_.node(right_id);
      for (size_t i = 0; i < left.inputs.size(); ++i) {
        const std::string what = concat({describe(left), ": input ", std::to_string(i)});
        if (!pair(what, left.inputs[i], right.inputs[i])) return false;
      }
    }
    return true;
  }

  // Nodes that no output needs correspond by order.
  bool compare_dead() {
    size_t next = 0;
    const std::vector<NodeId>& order = right_.order();
    for (const NodeId id : left_.order()) {
      const Node& left = *left_.node(id);
      const auto paired = [this](ValueId output) {
        return output != kNone && counterparts_[output] != kNone;
      };
      if (std::any_of(left.outputs.begin(), left.outputs.end(), paired)) continue;
      while (next < order.size() && taken_.contains(order[next])) ++next;
      if (next == order.size()) return differ({describe(left), " is on the left only"});
      const Node& right = *right_.node(order[next++]);
      const bool both = !left.outputs.empty() && !right.outputs.empty() &&
                        left.outputs[0] != kNone && right.outputs[0] != kNone;
      if (!both) {
        if (!same(describe(left), operator_text(left), operator_text(right))) return false;
        continue;
      }
      if (!pair(describe(left), left.outputs[0], right.outputs[0]) || !compare_pending()) {
        return false;
      }
    }
    return true;
  }

  const Graph& left_;
  const Graph& right_;
  std::vector<ValueId> counterparts_;  // by id of the left value
  std::unordered_set<NodeId> taken_;   // right nodes that have a counterpart
  std::vector<std::pair<NodeId, NodeId>> pending_;
  std::string difference_;
};

}  // namespace

std::string compare(const Graph& left, const Graph& right) { return Comparer(left, right).run(); }

}  // namespace mortise::graph
