// CastMap, and what it comes to: mortise::CastEntries over the keys and the values of its map.
#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>

#include "ops/common/arithmetic.hpp"
#include "ops/common/number_text.hpp"
#include "ops/ml/map.hpp"

namespace mortise::ops {
namespace {

using Given = TypeList<float, mortise_string_t>;
using Wanted = TypeList<float, int64_t, mortise_string_t>;

// A value for each entry, in the order of the keys; or, sparse, one at the place that each key says, in a row of fixed width.
struct Form {
  explicit Form(const Node& node) : width(node.attr_int("max_map", 1)) {
    const std::string_view form = node.attr_string("map_form", "DENSE");
    is_sparse = form == "SPARSE";
    if (!is_sparse && form != "DENSE")
      invalid("attribute map_form is ", form, "; it must be DENSE or SPARSE");
    if (is_sparse && width < 1) invalid("attribute max_map is ", width, "; it must be positive");
  }
  bool is_sparse;
  int64_t width;
};

uint32_t wanted_dtype(const Node& node) {
  const std::string_view to = node.attr_string("cast_to", "TO_FLOAT");
  if (to == "TO_FLOAT") return MORTISE_DTYPE_FLOAT32;
  if (to == "TO_INT64") return MORTISE_DTYPE_INT64;
  if (to == "TO_STRING") return MORTISE_DTYPE_STRING;
  invalid("attribute cast_to is ", to, "; it must be TO_FLOAT, TO_INT64 or TO_STRING");
}

void infer_row(const Node& node, Inference& out, int64_t entries) {
  const Form form(node);
  out.set(0, wanted_dtype(node), {1, form.is_sparse ? form.width : entries});
}

void infer(const Node& node, Inference& out) {
  check_kind(node, 0, MORTISE_VALUE_SEQUENCE);
  infer_row(node, out, MORTISE_DIM_UNKNOWN);
}

std::optional<std::vector<Value>> restructure(Structure& s) {
  const Entries map = entries_of(s, 0);
  return {{s.b.mortise_node("CastEntries", {map.keys, map.values},
                            {{"cast_to", s.node.attr_string("cast_to", "TO_FLOAT")},
                             {"map_form", s.node.attr_string("map_form", "DENSE")},
                             {"max_map", s.node.attr_int("max_map", 1)}})}};
}

void infer_entries(const Node& node, Inference& out) {
  infer_row(node, out, check_entries(node, dtype_set(TypeList<int64_t>{}), dtype_set(Given{})));
}

// Strings of numbers as C++'s std::to_string writes them: ONNX Runtime's form.
mortise_string_t fixed_text(const Launch& launch, float value) {
  std::array<char, 64> text;
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, 6).ptr;
  return launch.make_string({text.data(), static_cast<size_t>(end - text.data())});
}

template <class To, class From>
To converted(const Launch& launch, From value) {
  if constexpr (std::is_same_v<To, From>) {
    return value;
  } else if constexpr (std::is_same_v<To, mortise_string_t>) {
    return fixed_text(launch, value);
  } else if constexpr (std::is_same_v<From, mortise_string_t>) {
    if constexpr (std::is_same_v<To, float>) return read_float(to_view(value));
    if constexpr (!std::is_same_v<To, float>) return read_int64(to_view(value));
  } else {
    return saturating_cast<To>(value);
  }
}

// What a sparse row has where there is no key; of strings, as ONNX Runtime has it.
template <class T>
T filler() {
  if constexpr (std::is_same_v<T, mortise_string_t>) return to_abi("0.f");
  if constexpr (!std::is_same_v<T, mortise_string_t>) return T{0};
}

class CastEntriesKernel {
 public:
  CastEntriesKernel(const Node& node, const KernelContext&)
      : form_(node), count_(node.shape(0)[0]), run_(choose(node.dtype(1), wanted_dtype(node))) {}

  // The entries in the order of their keys.
  uint64_t workspace_size() const { return static_cast<uint64_t>(count_) * sizeof(int64_t); }
  void run(const Launch& launch) const { (this->*run_)(launch); }

 private:
  using Run = void (CastEntriesKernel::*)(const Launch&) const;

  static Run choose(uint32_t given, uint32_t wanted) {
    return visit_dtype(Given{}, given, [&](auto from) {
      return visit_dtype(Wanted{}, wanted, [&](auto to) -> Run {
        return &CastEntriesKernel::run_typed<typename decltype(from)::type,
                                             typename decltype(to)::type>;
      });
    });
  }

  template <class From, class To>
  void run_typed(const Launch& launch) const {
    const auto* keys = launch.in<int64_t>(0);
    const int64_t count = element_count(launch.input(0));
    const auto* order = launch.workspace<int64_t>();
    sort_entries(keys, count, launch.workspace<int64_t>());
    auto* to = launch.out<To>(0);
    if (form_.is_sparse) std::fill_n(to, form_.width, filler<To>());
    for (int64_t i = 0; i < count; ++i) {
      const int64_t place = form_.is_sparse ? keys[order[i]] : i;
      if (form_.is_sparse && place >= form_.width) break;
      to[place] = converted<To>(launch, launch.in<From>(1)[order[i]]);
    }
  }

  void sort_entries(const int64_t* keys, int64_t count, int64_t* order) const {
    std::iota(order, order + count, int64_t{0});
    std::sort(order, order + count, [&](int64_t a, int64_t b) { return keys[a] < keys[b]; });
    if (form_.is_sparse && count > 0 && keys[order[0]] < 0)
      invalid("the map has the key ", keys[order[0]], "; in a sparse form keys are places, from 0");
    for (int64_t i = 1; i < count; ++i) {
      if (keys[order[i]] == keys[order[i - 1]])
        invalid("the map has the key ", keys[order[i]], " twice");
    }
  }

  Form form_;
  int64_t count_;
  Run run_;
};

void add_attributes(Operator& op) {
  op.attribute("cast_to", MORTISE_ATTRIBUTE_STRING)
      .attribute("map_form", MORTISE_ATTRIBUTE_STRING)
      .attribute("max_map", MORTISE_ATTRIBUTE_INT);
}

}  // namespace

MORTISE_OPERATOR(CastMap, 1) {
  op.summary("The values of a map as a row of another type")
      .input("X")
      .output("Y")
      .infer(&infer)
      .restructure(&restructure);
  add_attributes(op);
}

MORTISE_OPERATOR(CastEntries, 1) {
  op.summary(
        "Values in the order of their keys, or at the places that their keys say, as a row of another type")
      .input("keys")
      .input("values")
      .output("Y")
      .infer(&infer_entries)
      .kernel<CastEntriesKernel>();
  add_attributes(op);
}

}  // namespace mortise::ops
