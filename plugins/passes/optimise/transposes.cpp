// A transpose goes where the nodes behind it do on permuted axes what they did, so that it meets another that undoes it, or
// an end where less is moved.
//
// From each transpose a region grows: nodes that can work on permuted axes, connected by values that would be permuted.
// Inside the region no transpose is needed. At its border each value is one that a transpose made or undoes, which is won, or
// one that has to be transposed there, which is lost. The region is rewritten where more bytes are won than lost.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "plugins/passes/optimise/axes_plan.hpp"
#include "plugins/passes/optimise/passes.hpp"

namespace mortise::optimise {
namespace {

constexpr double kUnknownExtent = 64;
constexpr size_t kMostForward = 256;  // nodes of a region that each transpose on its border may try

/// Values of one rank that are permuted by `order`, and the nodes between them.
struct Region {
  Order order;
  std::vector<uint32_t> nodes;
  std::unordered_map<uint32_t, AxesPlan> plans;  // by node
  std::unordered_set<Value> inside;              // what the nodes make
  std::vector<Value> border;                     // what they read from elsewhere, each once

  bool has(uint32_t node) const { return plans.count(node) != 0; }
};

enum class Growth { kBothWays, kForward };

class Mover {
 public:
  explicit Mover(Rewriter& graph) : graph_(graph) {}

  bool run() {
    const std::vector<uint32_t> nodes = graph_.nodes();
    const bool any = std::any_of(nodes.begin(), nodes.end(), [&](uint32_t id) {
      return is_standard(graph_.node(id), "Transpose");
    });
    if (!any) return false;
    for (const uint32_t id : nodes) note(graph_.node(id));
    bool changed = false;
    while (run_once()) changed = true;
    return changed;
  }

 private:
  bool run_once() {
    bool changed = false;
    tried_.clear();
    const std::vector<uint32_t> seeds = transposes_;
    for (const uint32_t seed : seeds) {
      const bool both = tried_.count(seed) == 0 && move(seed, Growth::kBothWays);
      changed |= both || move(seed, Growth::kForward);
    }
    return changed;
  }

  void note(const Node& node) {
    for (size_t i = 0; i < node.input_count(); ++i) {
      if (node.has_input(i)) users_[node.input_id(i)].push_back(node.id());
    }
    if (is_standard(node, "Transpose") && node.has_input(0) && node.wants_output(0))
      transposes_.push_back(node.id());
  }

  /// Each node that reads the value, once.
  std::vector<uint32_t> users_of(Value value) {
    std::vector<uint32_t>& users = users_[value];
    std::sort(users.begin(), users.end());
    users.erase(std::unique(users.begin(), users.end()), users.end());
    users.erase(
        std::remove_if(users.begin(), users.end(), [&](uint32_t id) { return !reads(id, value); }),
        users.end());
    return users;
  }
  bool reads(uint32_t id, Value value) const {
    if (!graph_.has_node(id)) return false;
    const std::vector<Value> inputs = graph_.node(id).input_ids();
    return std::find(inputs.begin(), inputs.end(), value) != inputs.end();
  }

  // ---- growing ----

  bool move(uint32_t seed, Growth growth) {
    if (!graph_.has_node(seed)) return false;
    const Node node = graph_.node(seed);
    const auto order = order_of(node);
    if (!order || is_identity(*order) || is_constant(node.input_id(0))) return false;
    const Region region = grow(node.output_id(0), *order, growth);
    if (region.nodes.empty() || won(region) <= lost(region)) {
      if (growth == Growth::kBothWays) note_tried(region);
      return false;
    }
    rewrite(region);
    return true;
  }

  // Those that make the border's values would grow the same region.
  void note_tried(const Region& region) {
    for (const Value value : region.border) {
      const auto maker = graph_.producer(value);
      if (maker && order_of(*maker) == region.order) tried_.insert(maker->id());
    }
  }

  Region grow(Value from, const Order& order, Growth growth) {
    Region region;
    region.order = order;
    std::unordered_set<Value> seen = {from};
    std::vector<Value> waiting = {from};
    const auto reach = [&](Value value) {
      if (seen.insert(value).second) waiting.push_back(value);
    };
    const auto join = [&](uint32_t id) {
      if (region.has(id)) return;
      auto plan = plan_axes(graph_, graph_.node(id), region.order);
      if (!plan) return;
      const Node node = graph_.node(id);
      for (size_t i = 0; i < node.output_count(); ++i) {
        region.inside.insert(node.output_id(i));
        if (plan->output_order == region.order) reach(node.output_id(i));
      }
      for (const size_t input : plan->permuted) reach(node.input_id(input));
      region.nodes.push_back(id);
      region.plans.emplace(id, std::move(*plan));
    };
    const size_t most = growth == Growth::kForward ? kMostForward : SIZE_MAX;
    while (!waiting.empty() && region.nodes.size() < most) {
      const Value value = waiting.back();
      waiting.pop_back();
      const auto maker = graph_.producer(value);
      const bool from_before = maker && !is_constant(value);
      if (growth == Growth::kBothWays && from_before && plan_reaches(*maker, region.order))
        join(maker->id());
      if (is_constant(value)) continue;
      // Another value at the border is nothing to go on from, unless the same transpose makes it.
      if (region.inside.count(value) == 0 && !(maker && order_of(*maker) == order)) continue;
      for (const uint32_t user : users_of(value)) join(user);
    }
    find_border(region);
    return region;
  }

  bool plan_reaches(const Node& node, const Order& order) const {
    const auto plan = plan_axes(graph_, node, order);
    return plan && plan->output_order == order;
  }

  void find_border(Region& region) {
    std::unordered_set<Value> seen;
    for (const uint32_t id : region.nodes) {
      const Node node = graph_.node(id);
      for (const size_t input : region.plans.at(id).permuted) {
        const Value value = node.input_id(input);
        if (region.inside.count(value) == 0 && seen.insert(value).second)
          region.border.push_back(value);
      }
    }
  }

  // ---- weighing ----

  double bytes_of(Value id) const {
    const mortise_type_t& type = *graph_.value(id).type;
    const mortise_dtype_info_t* dtype =
        graph_.host()->dtype_find(graph_.host()->context, type.dtype);
    double bytes = dtype == nullptr ? 1 : static_cast<double>(dtype->bytes_per_block);
    for (int32_t i = 0; i < type.rank; ++i)
      bytes *= type.shape[i] < 0 ? kUnknownExtent : static_cast<double>(type.shape[i]);
    return bytes;
  }
  bool is_constant(Value value) const { return graph_.value(value).constant != nullptr; }
  // A constant, or one that is transposed, which the session does once.
  bool is_free(Value value) const {
    const auto maker = graph_.producer(value);
    return is_constant(value) || (maker && order_of(*maker) && is_constant(maker->input_id(0)));
  }

  double won(const Region& region) {
    double bytes = 0;
    for (const Value value : region.border) {
      const auto maker = graph_.producer(value);
      if (is_free(value) || !maker || !order_of(*maker) || graph_.is_outside(value)) continue;
      if (read_only_by(value, region)) bytes += bytes_of(value);
    }
    for_each_reader_outside(region, [&](Value value, const Order& order, const Node& user) {
      const auto undone = order_of(user);
      if (undone && is_identity(compose(order, *undone))) bytes += bytes_of(value);
    });
    return bytes;
  }

  double lost(const Region& region) {
    double bytes = 0;
    for (const Value value : region.border) {
      if (!is_free(value) && !is_identity(order_before(value, region))) bytes += bytes_of(value);
    }
    std::unordered_set<Value> transposed;
    const auto lose = [&](Value value) {
      if (transposed.insert(value).second) bytes += bytes_of(value);
    };
    for_each_output(region, [&](Value value, const Order& order) {
      if (graph_.is_outside(value) && !is_identity(order)) lose(value);
    });
    for_each_reader_outside(region, [&](Value value, const Order& order, const Node& user) {
      if (!order_of(user) && !is_identity(order)) lose(value);
    });
    return bytes;
  }

  bool read_only_by(Value value, const Region& region) {
    const std::vector<uint32_t> users = users_of(value);
    return std::all_of(users.begin(), users.end(), [&](uint32_t id) { return region.has(id); });
  }

  /// How what is before a border value's transpose, or the value itself, has to be permuted for the region.
  Order order_before(Value value, const Region& region) const {
    const auto maker = graph_.producer(value);
    const auto made = maker ? order_of(*maker) : std::nullopt;
    const Order inverse = invert(region.order);
    return made ? compose(*made, inverse) : inverse;
  }

  template <class Visit>
  void for_each_output(const Region& region, const Visit& visit) {
    for (const uint32_t id : region.nodes) {
      const Node node = graph_.node(id);
      for (size_t i = 0; i < node.output_count(); ++i)
        visit(node.output_id(i), region.plans.at(id).output_order);
    }
  }
  template <class Visit>
  void for_each_reader_outside(const Region& region, const Visit& visit) {
    for_each_output(region, [&](Value value, const Order& order) {
      for (const uint32_t user : users_of(value)) {
        if (!region.has(user)) visit(value, order, graph_.node(user));
      }
    });
  }

  // ---- rewriting ----

  using Permuted = std::unordered_map<Value, Value>;

  void rewrite(const Region& region) {
    Permuted permuted;
    for (const Value value : region.border) permuted[value] = permute_border(value, region);
    for (const uint32_t id : in_order(region)) {
      for (const auto& [before, after] : add_permuted(id, region, permuted))
        permuted[before] = after;
    }
    connect(region, permuted);
    for (const uint32_t id : region.nodes) graph_.remove_unread(id);
  }

  /// The nodes, each after those of the region that make its inputs.
  std::vector<uint32_t> in_order(const Region& region) {
    std::unordered_map<uint32_t, size_t> missing;
    std::vector<uint32_t> ready;
    for (const uint32_t id : region.nodes) {
      std::unordered_set<uint32_t> makers;
      for (const Value input : graph_.node(id).input_ids()) {
        if (region.inside.count(input) != 0) makers.insert(graph_.value(input).producer);
      }
      missing[id] = makers.size();
      if (makers.empty()) ready.push_back(id);
    }
    for (size_t i = 0; i < ready.size(); ++i) {
      std::unordered_set<uint32_t> users;
      const Node node = graph_.node(ready[i]);
      for (size_t k = 0; k < node.output_count(); ++k) {
        for (const uint32_t user : users_of(node.output_id(k))) users.insert(user);
      }
      for (const uint32_t user : users) {
        if (region.has(user) && --missing[user] == 0) ready.push_back(user);
      }
    }
    return ready;
  }

  Value permute_border(Value value, const Region& region) {
    const auto maker = graph_.producer(value);
    const Order order = order_before(value, region);
    const Value source = maker && order_of(*maker) ? maker->input_id(0) : value;
    if (is_identity(order)) return source;
    return transpose(source, order);
  }

  Value transpose(Value value, const Order& order) {
    const mortise_type_t& type = *graph_.value(value).type;
    sdk::Shape shape;
    for (const int64_t axis : order) shape.push_back(type.shape[axis]);
    const uint32_t dtype = type.dtype;
    const Value result = graph_.builder().node("Transpose", {value}, {{"perm", order}});
    graph_.builder().set_type(result, sdk::tensor_type(dtype, shape));
    note(graph_.node(graph_.value(result).producer));
    return result;
  }

  std::vector<std::pair<Value, Value>> add_permuted(uint32_t id, const Region& region,
                                                    const Permuted& permuted) {
    const AxesPlan& plan = region.plans.at(id);
    const std::vector<Value> made = add_on_axes(graph_, id, plan, region.order, permuted);
    note(graph_.node(graph_.value(made.front()).producer));
    std::vector<std::pair<Value, Value>> pairs;
    const Node node = graph_.node(id);
    for (size_t i = 0; i < made.size(); ++i) pairs.emplace_back(node.output_id(i), made[i]);
    return pairs;
  }

  /// Gives the readers outside what they read, or, of a transpose, what it makes.
  void connect(const Region& region, const Permuted& permuted) {
    std::vector<std::pair<Value, Order>> outputs;
    for_each_output(region,
                    [&](Value value, const Order& order) { outputs.emplace_back(value, order); });
    for (const auto& [value, order] : outputs) {
      for (const uint32_t user : users_of(value)) {
        if (region.has(user) || !graph_.has_node(user)) continue;
        const Node node = graph_.node(user);
        if (const auto next = order_of(node))
          substitute(node.output_id(0), permuted.at(value), compose(order, *next));
      }
      if (is_read_outside(value, region)) substitute(value, permuted.at(value), order);
    }
  }

  bool is_read_outside(Value value, const Region& region) {
    return graph_.is_outside(value) || !read_only_by(value, region);
  }

  void substitute(Value from, Value source, const Order& order) {
    if (graph_.value(from).user_count == 0) return;
    if (!is_identity(order) || !replace(from, source)) replace(from, transpose(source, order));
    graph_.remove_unread(graph_.value(from).producer);
  }

  bool replace(Value from, Value to) {
    if (!graph_.replace(from, to)) return false;
    const std::vector<uint32_t> moved = std::move(users_[from]);
    users_.erase(from);
    std::vector<uint32_t>& users = users_[to];
    users.insert(users.end(), moved.begin(), moved.end());
    return true;
  }

  Rewriter& graph_;
  std::unordered_map<Value, std::vector<uint32_t>> users_;  // may name nodes that are gone
  std::vector<uint32_t> transposes_;
  std::unordered_set<uint32_t> tried_;  // of them, since the last rewrite
};

class Transposes final : public sdk::Pass {
 public:
  explicit Transposes(const mortise_host_t* host) : host_(host) {}
  std::string_view name() const override { return "transposes"; }
  std::string_view summary() const override { return "lets transposes meet that cancel"; }
  uint32_t flags() const override {
    return MORTISE_PASS_IDEMPOTENT | MORTISE_PASS_MEANING_PRESERVED;
  }
  bool run(sdk::PassContext& context) const override {
    Rewriter graph(host_, context);
    return Mover(graph).run();
  }

 private:
  const mortise_host_t* host_;
};

}  // namespace

std::unique_ptr<sdk::Pass> make_transposes(const mortise_host_t* host) {
  return std::make_unique<Transposes>(host);
}

}  // namespace mortise::optimise
