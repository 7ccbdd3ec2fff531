#include "ops/ml/label_table.hpp"

#include <cmath>
#include <cstring>

#include "ops/common/arithmetic.hpp"

namespace mortise::ops {
namespace {

// Those whose keys and values LabelEncoder takes.
using LabelNumbers = TypeList<int64_t, int32_t, int16_t, float, double>;

template <class T>
std::vector<unsigned char> pack(const std::vector<T>& numbers) {
  std::vector<unsigned char> bytes(numbers.size() * sizeof(T));
  if (!bytes.empty()) std::memcpy(bytes.data(), numbers.data(), bytes.size());
  return bytes;
}

template <class T>
T number_at(const unsigned char* data, int64_t at) {
  T number;
  std::memcpy(&number, data + static_cast<size_t>(at) * sizeof(T), sizeof(T));
  return number;
}

// -1: nowhere.
template <class Map, class Key>
int64_t place_of(const Map& map, const Key& key) {
  const auto found = map.find(key);
  return found == map.end() ? -1 : found->second;
}

}  // namespace

LabelTable LabelTable::of_strings(std::vector<std::string> texts) {
  LabelTable table;
  table.dtype_ = MORTISE_DTYPE_STRING;
  table.count_ = static_cast<int64_t>(texts.size());
  table.texts_ = std::move(texts);
  return table;
}

LabelTable LabelTable::of_ints(const std::vector<int64_t>& numbers) {
  LabelTable table;
  table.dtype_ = MORTISE_DTYPE_INT64;
  table.count_ = static_cast<int64_t>(numbers.size());
  table.bytes_ = pack(numbers);
  return table;
}

LabelTable LabelTable::of_floats(const std::vector<double>& numbers) {
  LabelTable table;
  table.dtype_ = MORTISE_DTYPE_FLOAT32;
  table.count_ = static_cast<int64_t>(numbers.size());
  table.bytes_ = pack(std::vector<float>(numbers.begin(), numbers.end()));
  return table;
}

LabelTable LabelTable::of_tensor(const mortise_tensor_view_t& view) {
  if (view.dtype == MORTISE_DTYPE_STRING) {
    std::vector<std::string> texts;
    for (int64_t i = 0; i < element_count(view); ++i)
      texts.emplace_back(to_view(data<mortise_string_t>(view)[i]));
    return of_strings(std::move(texts));
  }
  visit_dtype(LabelNumbers{}, view.dtype, [](auto) {});
  LabelTable table;
  table.dtype_ = view.dtype;
  table.count_ = element_count(view);
  const auto* bytes = data<unsigned char>(view);
  table.bytes_.assign(bytes, bytes + storage_bytes(view.dtype, table.count_));
  return table;
}

LabelTable LabelTable::read(const Node& node, const std::string& name) {
  std::vector<LabelTable> found;
  if (node.has_attr(name + "_strings"))
    found.push_back(of_strings(node.attributes().get_strings(name + "_strings")));
  if (node.has_attr(name + "_int64s"))
    found.push_back(of_ints(node.attr_ints(name + "_int64s", {})));
  if (node.has_attr(name + "_floats"))
    found.push_back(of_floats(node.attr_floats(name + "_floats")));
  if (const mortise_tensor_view_t* view = node.attr_tensor(name + "_tensor"))
    found.push_back(of_tensor(*view));
  if (found.size() != 1)
    invalid("it has ", found.size(), " of the attributes ", name, "_strings, ", name, "_int64s, ",
            name, "_floats and ", name, "_tensor; it must have one");
  return std::move(found[0]);
}

void LabelTable::write(int64_t index, void* data, int64_t at) const {
  if (dtype_ == MORTISE_DTYPE_STRING) {
    static_cast<mortise_string_t*>(data)[at] = to_abi(text(index));
    return;
  }
  const auto bytes = static_cast<int64_t>(dtype_bits(dtype_) / 8);
  std::memcpy(static_cast<char*>(data) + at * bytes, bytes_.data() + index * bytes,
              static_cast<size_t>(bytes));
}

LabelIndex::LabelIndex(const LabelTable& keys) {
  if (keys.dtype() == MORTISE_DTYPE_STRING) {
    for (int64_t i = 0; i < keys.count(); ++i) texts_[keys.text(i)] = i;
    return;
  }
  visit_dtype(LabelNumbers{}, keys.dtype(), [&](auto tag) {
    using T = typename decltype(tag)::type;
    for (int64_t i = 0; i < keys.count(); ++i) {
      const T key = number_at<T>(keys.bytes().data(), i);
      if constexpr (std::is_integral_v<T>) {
        ints_[key] = i;
      } else if (std::isnan(key)) {
        nan_ = i;
      } else {
        floats_[key] = i;
      }
    }
  });
}

int64_t LabelIndex::find(const mortise_tensor_view_t& tensor, int64_t at) const {
  if (tensor.dtype == MORTISE_DTYPE_STRING)
    return find_text(to_view(data<mortise_string_t>(tensor)[at]));
  return find_number(tensor.dtype, data<unsigned char>(tensor), at);
}

int64_t LabelIndex::find(const LabelTable& labels, int64_t at) const {
  if (labels.dtype() == MORTISE_DTYPE_STRING) return find_text(labels.text(at));
  return find_number(labels.dtype(), labels.bytes().data(), at);
}

int64_t LabelIndex::find_text(std::string_view text) const { return place_of(texts_, text); }

int64_t LabelIndex::find_number(uint32_t dtype, const unsigned char* data, int64_t at) const {
  return visit_dtype(LabelNumbers{}, dtype, [&](auto tag) -> int64_t {
    using T = typename decltype(tag)::type;
    const T key = number_at<T>(data, at);
    if constexpr (std::is_integral_v<T>) return place_of(ints_, int64_t{key});
    if constexpr (!std::is_integral_v<T>)
      return std::isnan(key) ? nan_.value_or(-1) : place_of(floats_, static_cast<double>(key));
  });
}

}  // namespace mortise::ops
