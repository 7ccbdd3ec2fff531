// DictVectorizer, and what it comes to: mortise::VectorizeEntries over the keys and the values of its map.
#include <algorithm>

#include "ops/ml/label_table.hpp"
#include "ops/ml/map.hpp"

namespace mortise::ops {
namespace {

using MapValues = TypeList<int64_t, float, double, mortise_string_t>;

void add_vocabularies(Operator& op) {
  op.attribute("int64_vocabulary", MORTISE_ATTRIBUTE_INTS)
      .attribute("string_vocabulary", MORTISE_ATTRIBUTE_STRINGS);
}

// The terms that keys of the dtype are looked for among.
LabelTable read_vocabulary(const Node& node, uint32_t dtype) {
  const bool has_strings = dtype == MORTISE_DTYPE_STRING;
  LabelTable terms =
      has_strings ? LabelTable::of_strings(node.attributes().get_strings("string_vocabulary"))
                  : LabelTable::of_ints(node.attr_ints("int64_vocabulary", {}));
  if (terms.count() == 0)
    invalid("the map's keys are ", dtype_name(dtype), ", and attribute ",
            has_strings ? "string_vocabulary" : "int64_vocabulary", " has no terms");
  return terms;
}

// Which vocabulary counts is known with the keys.
void infer(const Node& node, Inference& out) {
  check_kind(node, 0, MORTISE_VALUE_SEQUENCE);
  if (!node.has_attr("int64_vocabulary") && !node.has_attr("string_vocabulary"))
    invalid("it has neither of the attributes int64_vocabulary and string_vocabulary");
  out.set(0, MORTISE_DTYPE_UNDEFINED, {1, MORTISE_DIM_UNKNOWN});
}

std::optional<std::vector<Value>> restructure(Structure& s) {
  const Entries map = entries_of(s, 0);
  return {{s.b.mortise_node(
      "VectorizeEntries", {map.keys, map.values},
      {{"int64_vocabulary", s.node.attr_ints("int64_vocabulary", {})},
       {"string_vocabulary", s.node.attributes().get_strings("string_vocabulary")}})}};
}

void infer_entries(const Node& node, Inference& out) {
  check_entries(node, dtype_set(TypeList<int64_t, mortise_string_t>{}), dtype_set(MapValues{}));
  int64_t width = MORTISE_DIM_UNKNOWN;
  if (node.dtype(0) != MORTISE_DTYPE_UNDEFINED)
    width = read_vocabulary(node, node.dtype(0)).count();
  out.set(0, node.dtype(1), {1, width});
}

class VectorizeEntriesKernel {
 public:
  VectorizeEntriesKernel(const Node& node, const KernelContext&)
      : run_(visit_dtype(MapValues{}, node.dtype(1), [](auto tag) -> Run {
          return &VectorizeEntriesKernel::run_typed<typename decltype(tag)::type>;
        })) {
    const LabelTable terms = read_vocabulary(node, node.dtype(0));
    index_.emplace(terms);
    for (int64_t i = 0; i < terms.count(); ++i) places_.push_back(index_->find(terms, i));
  }

  // Of each term, its entry in the map.
  uint64_t workspace_size() const { return places_.size() * sizeof(int64_t); }
  void run(const Launch& launch) const { (this->*run_)(launch); }

 private:
  using Run = void (VectorizeEntriesKernel::*)(const Launch&) const;

  template <class T>
  void run_typed(const Launch& launch) const {
    const Span<int64_t> entries(launch.workspace<int64_t>(), places_.size());
    find_entries(launch.input(0), entries);
    std::transform(places_.begin(), places_.end(), launch.out<T>(0), [&](int64_t place) {
      const int64_t entry = entries[static_cast<size_t>(place)];
      return entry < 0 ? absent(T()) : launch.in<T>(1)[entry];
    });
  }

  void find_entries(const mortise_tensor_view_t& keys, Span<int64_t> entries) const {
    std::fill(entries.begin(), entries.end(), -1);
    for (int64_t i = 0; i < element_count(keys); ++i) {
      const int64_t place = index_->find(keys, i);
      if (place < 0) continue;
      int64_t& entry = entries[static_cast<size_t>(place)];
      if (entry >= 0) invalid("entries ", entry, " and ", i, " of the map have the same key");
      entry = i;
    }
  }

  // The value of a term that the map lacks.
  template <class T>
  static T absent(T) {
    return T{0};
  }
  static mortise_string_t absent(mortise_string_t) { return {"", 0}; }

  std::optional<LabelIndex> index_;
  std::vector<int64_t> places_;  // of each term; equal ones have one
  Run run_;
};

}  // namespace

MORTISE_OPERATOR(DictVectorizer, 1) {
  op.summary("The values that a map has for the terms of a vocabulary")
      .input("X")
      .output("Y")
      .infer(&infer)
      .restructure(&restructure);
  add_vocabularies(op);
}

MORTISE_OPERATOR(VectorizeEntries, 1) {
  op.summary("The values of the keys that are the terms of a vocabulary; zero where there is none")
      .input("keys")
      .input("values")
      .output("Y")
      .infer(&infer_entries)
      .kernel<VectorizeEntriesKernel>();
  add_vocabularies(op);
}

}  // namespace mortise::ops
