#include "core/graph/load_tensors.hpp"

#include "core/base/dtype.hpp"
#include "core/graph/save_format.hpp"

namespace mortise::graph {
namespace {

using FileRef = std::shared_ptr<const MappedFile>;

void release_file(void* context) { delete static_cast<FileRef*>(context); }

struct Entry {
  uint32_t dtype = 0;
  std::vector<int64_t> shape;
  std::span<const unsigned char> data;
};

// The view of an entry whose elements are at `data`.
mortise_tensor_view_t view_of(Entry& entry, const void* data, uint64_t size) {
  mortise_tensor_view_t view{};
  view.struct_size = sizeof view;
  view.data = const_cast<void*>(data);  // constants are never written
  view.byte_size = size;
  view.dtype = entry.dtype;
  view.rank = static_cast<uint32_t>(entry.shape.size());
  view.shape = entry.shape.data();
  return view;
}

Result<ConstantRef> make_strings(Entry& entry) {
  Decoder offsets(entry.data, 0);
  const int64_t count = Type::tensor(entry.dtype, entry.shape).element_count();
  const auto strings = static_cast<uint64_t>(count);
  if (count < 0 || strings >= entry.data.size() / sizeof(uint64_t)) {
    return data_loss("a string tensor's data is shorter than its offsets");
  }
  const auto bytes = entry.data.subspan((strings + 1) * sizeof(uint64_t));
  std::vector<mortise_string_t> elements;
  elements.reserve(strings);
  uint64_t begin = offsets.u64();
  for (uint64_t i = 0; i < strings; ++i) {
    const uint64_t end = offsets.u64();
    if (end < begin || end > bytes.size()) {
      return data_loss(
          concat({"string ", std::to_string(i), " lies outside of the tensor's data"}));
    }
    elements.push_back({reinterpret_cast<const char*>(bytes.data()) + begin, end - begin});
    begin = end;
  }
  return Constant::copy(view_of(entry, elements.data(), strings * sizeof(mortise_string_t)));
}

Result<ConstantRef> make_tensor(Entry& entry, const FileRef& file) {
  if (entry.dtype == MORTISE_DTYPE_STRING) return make_strings(entry);
  const mortise_tensor_view_t view = view_of(entry, entry.data.data(), entry.data.size());
  if (file == nullptr) return Constant::copy(view);
  auto context = std::make_unique<FileRef>(file);
  auto constant = Constant::lend(view, release_file, context.get());
  if (constant.ok()) static_cast<void>(context.release());
  return constant;
}

Entry read_entry(Decoder& in, std::span<const unsigned char> data, uint64_t& data_end) {
  Entry entry;
  entry.dtype = in.u32();
  const uint64_t rank = in.count32(sizeof(int64_t));
  if (rank > kMaxRank) in.fail(concat({"rank ", std::to_string(rank), " is too high"}));
  for (uint64_t axis = 0; axis < rank && !in.failed(); ++axis) entry.shape.push_back(in.i64());
  const uint64_t offset = in.u64();
  const uint64_t size = in.u64();
  if (in.failed()) return entry;
  // Ascending offsets also keep a small file from naming the same bytes a million times.
  if (offset % kSavedAlignment != 0 || offset < data_end || offset > data.size() ||
      size > data.size() - offset) {
    in.fail(concat({"tensor data at ", std::to_string(offset), " of ", std::to_string(size),
                    " bytes is not aligned, overlaps what comes before, or passes the end"}));
    return entry;
  }
  data_end = offset + size;
  entry.data = data.subspan(offset, size);
  return entry;
}

}  // namespace

Result<std::vector<ConstantRef>> load_tensors(Decoder& in, std::span<const unsigned char> data,
                                              const FileRef& file) {
  constexpr uint64_t kSmallestEntry = 2 * sizeof(uint32_t) + 2 * sizeof(uint64_t);
  std::vector<ConstantRef> tensors;
  const uint64_t count = in.count32(kSmallestEntry);
  tensors.reserve(count);
  uint64_t data_end = 0;
  for (uint64_t i = 0; i < count; ++i) {
    Entry entry = read_entry(in, data, data_end);
    MORTISE_TRY(in.status());
    auto tensor = make_tensor(entry, file);
    if (!tensor.ok()) return in.locate(std::move(tensor).status());
    const mortise_tensor_view_t& view = (*tensor)->view();
    if (view.dtype != MORTISE_DTYPE_STRING && view.byte_size != entry.data.size()) {
      return in.locate(data_loss(
          concat({"tensor ", std::to_string(i), " has ", std::to_string(entry.data.size()),
                  " bytes; its dtype and shape need ", std::to_string(view.byte_size)})));
    }
    tensors.push_back(std::move(tensor).value());
  }
  return tensors;
}

}  // namespace mortise::graph
