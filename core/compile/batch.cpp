#include "core/compile/batch.hpp"

#include <algorithm>
#include <cstring>
#include <map>

#include "core/base/dense_size.hpp"
#include "core/base/firewall.hpp"

namespace mortise::compile {
namespace {

constexpr int64_t kMostPieces = 64;

uint64_t size_of(const graph::Graph& graph, graph::ValueId id) {
  if (id == graph::kNone) return 0;
  const graph::Value& value = *graph.value(id);
  if (value.role == MORTISE_ROLE_CONSTANT || !value.type.fully_known()) return 0;
  const auto size = dense_size(value.type.dtype, value.type.shape);
  return size.ok() ? *size : 0;
}

uint64_t widest_step(const graph::Graph& graph) {
  uint64_t widest = 0;
  for (const graph::NodeId id : graph.order()) {
    const graph::Node& node = *graph.node(id);
    uint64_t size = 0;
    for (const graph::ValueId input : node.inputs) size += size_of(graph, input);
    for (const graph::ValueId output : node.outputs) size += size_of(graph, output);
    widest = std::max(widest, size);
  }
  return widest;
}

/// How a value of the whole relates to the same value of a piece.
struct Relation {
  enum class Kind : uint8_t {
    kEqual,    // the same for every piece
    kDivided,  // along `axis`, as the batch is
    kOther,
  };
  Kind kind = Kind::kOther;
  int64_t axis = 0;
};

class Division {
 public:
  Division(const graph::Graph& whole, const graph::Graph& piece, int64_t count, host::Host& host)
      : whole_(whole), piece_(piece), count_(count), host_(host) {}

  bool run() {
    if (!whole_.states().empty() || whole_.inputs() != piece_.inputs() || !same_outputs() ||
        !same_nodes())
      return false;
    for (const graph::ValueId input : whole_.inputs()) {
      if (relate(input).kind != Kind::kEqual && !is_row_of_parts(input)) return false;
    }
    for (const graph::NodeId id : whole_.order()) {
      if (!node_divides(id)) return false;
    }
    return std::all_of(whole_.outputs().begin(), whole_.outputs().end(),
                       [&](const graph::Output& output) {
                         return is_row_of_parts(output.value) &&
                                whole_.value(output.value)->type.dtype != MORTISE_DTYPE_STRING;
                       });
  }

 private:
  using Kind = Relation::Kind;

  // Inference may have made something else of a branch, whose condition is an extent.
  bool same_nodes() const {
    if (whole_.order() != piece_.order()) return false;
    return std::all_of(whole_.order().begin(), whole_.order().end(), [&](graph::NodeId id) {
      const graph::Node& a = *whole_.node(id);
      const graph::Node& b = *piece_.node(id);
      const bool bodies = std::any_of(a.attributes.begin(), a.attributes.end(),
                                      [](const graph::Attribute& attribute) {
                                        return attribute.kind == MORTISE_ATTRIBUTE_GRAPH;
                                      });
      return !bodies && a.domain == b.domain && a.op == b.op && a.version == b.version &&
             a.inputs == b.inputs && a.outputs == b.outputs && a.attributes == b.attributes;
    });
  }

  bool same_outputs() const {
    return std::equal(whole_.outputs().begin(), whole_.outputs().end(), piece_.outputs().begin(),
                      piece_.outputs().end(), [](const graph::Output& a, const graph::Output& b) {
                        return a.value == b.value;
                      });
  }

  // Its parts lie one behind the other, in whole bytes.
  bool is_row_of_parts(graph::ValueId id) {
    const Relation& relation = relate(id);
    if (relation.kind != Kind::kDivided || relation.axis != 0) return false;
    const graph::Type& type = whole_.value(id)->type;
    const auto all = dense_size(type.dtype, type.shape);
    const auto part = dense_size(type.dtype, piece_.value(id)->type.shape);
    return all.ok() && part.ok() && *all == *part * static_cast<uint64_t>(count_);
  }

  const Relation& relate(graph::ValueId id) {
    const auto [found, is_new] = relations_.try_emplace(id);
    if (is_new) found->second = relation_of(id);
    return found->second;
  }

  Relation relation_of(graph::ValueId id) const {
    const graph::Value* whole = whole_.value(id);
    const graph::Value* piece = piece_.value(id);
    if (whole == nullptr || piece == nullptr || whole->role != piece->role) return {};
    const Relation relation = relation_of(whole->type, piece->type);
    const bool known = whole->constant != nullptr || piece->constant != nullptr;
    return known && !same_parts(*whole, *piece, relation) ? Relation() : relation;
  }

  Relation relation_of(const graph::Type& whole, const graph::Type& piece) const {
    if (!whole.fully_known() || !piece.fully_known() || whole.dtype != piece.dtype ||
        whole.bounded_dims != 0 || piece.bounded_dims != 0 || whole.layout.get() != nullptr ||
        whole.shape.size() != piece.shape.size())
      return {};
    Relation relation{Kind::kEqual, 0};
    for (size_t axis = 0; axis < whole.shape.size(); ++axis) {
      if (whole.shape[axis] == piece.shape[axis]) continue;
      if (relation.kind != Kind::kEqual || whole.shape[axis] % count_ != 0 ||
          whole.shape[axis] / count_ != piece.shape[axis])
        return {};
      relation = {Kind::kDivided, static_cast<int64_t>(axis)};
    }
    return relation;
  }

  // What is known of the values agrees with the relation of their types.
  bool same_parts(const graph::Value& whole, const graph::Value& piece,
                  const Relation& relation) const {
    if (whole.constant == nullptr || piece.constant == nullptr) return false;
    if (relation.kind == Kind::kEqual) return same_content(*whole.constant, *piece.constant);
    if (relation.kind != Kind::kDivided || whole.type.dtype == MORTISE_DTYPE_STRING) return false;
    uint64_t outer = 1;
    for (int64_t axis = 0; axis < relation.axis; ++axis)
      outer *= static_cast<uint64_t>(whole.type.shape[static_cast<size_t>(axis)]);
    const mortise_tensor_view_t& all = whole.constant->view();
    const mortise_tensor_view_t& part = piece.constant->view();
    if (outer == 0 || part.byte_size % outer != 0 ||
        all.byte_size != part.byte_size * static_cast<uint64_t>(count_))
      return false;
    const uint64_t width = part.byte_size / outer;
    const auto* from = static_cast<const unsigned char*>(all.data);
    const auto* expected = static_cast<const unsigned char*>(part.data);
    for (uint64_t i = 0; i < outer; ++i, expected += width) {
      for (int64_t k = 0; k < count_; ++k, from += width) {
        if (std::memcmp(from, expected, width) != 0) return false;
      }
    }
    return true;
  }

  bool node_divides(graph::NodeId id) {
    const graph::Node& node = *whole_.node(id);
    const mortise_operator_t* op = host_.find_operator(node.domain, node.op, node.version);
    if (op == nullptr || (op->flags & MORTISE_OPERATOR_PURE) == 0) return false;
    for (size_t i = 0; i < node.outputs.size(); ++i) {
      if (node.outputs[i] != graph::kNone && !output_divides(*op, id, i)) return false;
    }
    return true;
  }

  bool output_divides(const mortise_operator_t& op, graph::NodeId id, size_t output) {
    const graph::Node& node = *whole_.node(id);
    const Relation relation = relate(node.outputs[output]);
    if (relation.kind == Kind::kOther) return false;
    if (relation.kind == Kind::kEqual) {
      return std::all_of(node.inputs.begin(), node.inputs.end(), [&](graph::ValueId input) {
        return input == graph::kNone || relate(input).kind == Kind::kEqual;
      });
    }
    if (op.piece == nullptr) return false;
    for (int64_t index = 0; index < count_; ++index) {
      if (!piece_divides(op, id, output, relation.axis, index)) return false;
    }
    return true;
  }

  // Whether the piece's part of the output follows from its parts of the inputs.
  bool piece_divides(const mortise_operator_t& op, graph::NodeId id, size_t output, int64_t axis,
                     int64_t index) {
    const graph::Node& node = *whole_.node(id);
    const graph::Type& type = piece_.value(node.outputs[output])->type;
    const int64_t extent = type.shape[static_cast<size_t>(axis)];
    std::vector<mortise_piece_t> needed(node.inputs.size());
    for (mortise_piece_t& piece : needed) piece.struct_size = sizeof(piece);
    const Status status = firewall_or(internal_error("the piece rule throws"), [&] {
      return Status(op.piece(&op, whole_.abi_node(id), output, axis, index * extent,
                             (index + 1) * extent, needed.data()));
    });
    if (!status.ok()) return false;
    for (size_t i = 0; i < needed.size(); ++i) {
      if (node.inputs[i] != graph::kNone && !is_there(needed[i], node.inputs[i], index))
        return false;
    }
    return true;
  }

  bool is_there(const mortise_piece_t& needed, graph::ValueId input, int64_t index) {
    const Relation& relation = relate(input);
    const std::vector<int64_t>& whole = whole_.value(input)->type.shape;
    const std::vector<int64_t>& piece = piece_.value(input)->type.shape;
    switch (needed.kind) {
      case MORTISE_PIECE_SHAPE: return true;
      case MORTISE_PIECE_WHOLE: return relation.kind == Kind::kEqual;
      case MORTISE_PIECE_RANGE: break;
      default: return false;
    }
    if (needed.axis < 0 || static_cast<size_t>(needed.axis) >= whole.size()) return false;
    const auto axis = static_cast<size_t>(needed.axis);
    if (relation.kind == Kind::kEqual) return needed.begin == 0 && needed.end == whole[axis];
    return relation.kind == Kind::kDivided && relation.axis == needed.axis &&
           needed.begin == index * piece[axis] && needed.end == (index + 1) * piece[axis];
  }

  const graph::Graph& whole_;
  const graph::Graph& piece_;
  const int64_t count_;
  host::Host& host_;
  std::map<graph::ValueId, Relation> relations_;
};

}  // namespace

int64_t piece_count(const graph::Graph& whole, int64_t extent, uint64_t bytes, uint32_t threads) {
  const uint64_t widest = widest_step(whole);
  if (widest <= bytes) return 1;
  int64_t chosen = 1;
  for (int64_t count = 2; count <= std::min(extent, kMostPieces); ++count) {
    if (extent % count != 0) continue;
    const bool fits = widest / static_cast<uint64_t>(chosen) <= bytes;
    if (fits && (chosen % threads == 0 || count % threads != 0)) continue;
    chosen = count;
  }
  return chosen;
}

bool is_divisible(const graph::Graph& whole, const graph::Graph& piece, int64_t count,
                  host::Host& host) {
  return Division(whole, piece, count, host).run();
}

}  // namespace mortise::compile
