// Operators that move elements and compute nothing: reshapes, transposition, slices, concatenation,
// and the change between dense and blocked images.
#include <mortise/sdk/host.hpp>

#include <algorithm>
#include <cstring>
#include <numeric>

#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/kernels/strided_copy.hpp"
#include "backends/cpu/layout.hpp"

namespace mortise::cpu {
namespace {

using sdk::Launch;
using sdk::Node;
using sdk::Shape;

/// Bytes that are worth a second thread.
constexpr int64_t kGrainBytes = 64 * 1024;

/// Whole bytes per element, and no strings: those are freed element by element.
void check_movable(const Node& node, size_t input = 0) {
  const uint32_t bits = sdk::dtype_bits(node.dtype(input));
  if (bits < 8 || bits > 64 || node.dtype(input) == MORTISE_DTYPE_STRING) {
    sdk::unsupported("moving ", sdk::dtype_name(node.dtype(input)), " is not supported");
  }
}

int64_t element_bytes(const Node& node) {
  return static_cast<int64_t>(sdk::dtype_bits(node.dtype(0)) / 8);
}

void copy_bytes(const mortise_host_t* host, const void* from, void* to, uint64_t size) {
  if (from == to || size == 0) return;
  constexpr uint64_t kPiece = kGrainBytes;
  if (size <= 2 * kPiece) {
    std::memcpy(to, from, size);
    return;
  }
  sdk::parallel_for(
      host, (size + kPiece - 1) / kPiece, 2, [&](uint64_t begin, uint64_t end, uint32_t) {
        const uint64_t first = begin * kPiece;
        std::memcpy(static_cast<char*>(to) + first, static_cast<const char*>(from) + first,
                    std::min(size, end * kPiece) - first);
      });
}

/// Reshape, Squeeze, …: the same bytes under another shape.
class Copy {
 public:
  static void check(const Node& node) {
    check_movable(node);
    if (node.wants_output(1)) sdk::unsupported("a second output is not supported");
  }
  Copy(const Node&, const sdk::KernelContext& context) : host_(context.host) {}
  void run(const Launch& launch) const {
    copy_bytes(host_, launch.input(0).data, launch.output(0).data,
               static_cast<uint64_t>(sdk::element_count(launch.output(0))) *
                   sdk::dtype_bits(launch.output(0).dtype) / 8);
  }

 private:
  const mortise_host_t* host_;
};

/// Of inference, where nothing is dropped.
class Dropout : public Copy {
 public:
  static void check(const Node& node) {
    Copy::check(node);
    if (!node.has_input(2)) return;
    const auto training = node.constant_ints(2);
    if (!training || training->size() != 1 || training->front() != 0) {
      sdk::unsupported("training_mode is true or not constant; only inference is supported");
    }
  }
  using Copy::Copy;
};

class Transpose {
 public:
  static constexpr uint32_t kFlags = 0;

  static void check(const Node& node) { check_movable(node); }
  Transpose(const Node& node, const sdk::KernelContext& context)
      : host_(context.host), copy_(plan(node)) {}
  void run(const Launch& launch) const {
    copy_.run(host_, launch.input(0).data, launch.output(0).data);
  }

 private:
  static StridedCopy plan(const Node& node) {
    const auto rank = static_cast<size_t>(node.rank(0));
    std::vector<int64_t> permutation(rank);
    std::iota(permutation.rbegin(), permutation.rend(), 0);
    permutation = node.attr_ints("perm", permutation);
    if (permutation.size() != rank) {
      sdk::invalid("perm has ", permutation.size(), " entries for an input of rank ", rank);
    }
    const Shape from = sdk::dense_strides(node.shape(0));
    Shape strides(rank);
    for (size_t d = 0; d < rank; ++d) {
      const auto axis =
          static_cast<size_t>(permutation[d] < 0 ? permutation[d] + node.rank(0) : permutation[d]);
      if (axis >= rank) {
        sdk::invalid("axis ", permutation[d], " of perm is out of range for rank ", rank);
      }
      strides[d] = from[axis];
    }
    return StridedCopy(node.output_shape(0), strides, sdk::dense_strides(node.output_shape(0)),
                       element_bytes(node));
  }

  const mortise_host_t* host_;
  StridedCopy copy_;
};

class Slice {
 public:
  static constexpr uint32_t kFlags = 0;

  static void check(const Node& node) {
    check_movable(node);
    for (size_t i = 1; i < node.input_count(); ++i) {
      if (node.has_input(i) && node.constant(i) == nullptr) {
        sdk::unsupported("input ", i, " is not constant");
      }
    }
    if (!node.has_input(1) || !node.has_input(2)) sdk::unsupported("starts or ends are missing");
  }
  Slice(const Node& node, const sdk::KernelContext& context) : host_(context.host) {
    const size_t rank = static_cast<size_t>(node.rank(0));
    const auto starts = *node.constant_ints(1);
    std::vector<int64_t> axes(starts.size());
    std::iota(axes.begin(), axes.end(), 0);
    if (node.has_input(3)) axes = *node.constant_ints(3);
    std::vector<int64_t> steps(starts.size(), 1);
    if (node.has_input(4)) steps = *node.constant_ints(4);
    Shape strides = sdk::dense_strides(node.shape(0));
    int64_t first = 0;
    for (size_t i = 0; i < starts.size(); ++i) {
      const auto axis = static_cast<size_t>(axes[i] < 0 ? axes[i] + node.rank(0) : axes[i]);
      if (axis >= rank) sdk::invalid("axis ", axes[i], " is out of range for rank ", rank);
      const int64_t extent = node.shape(0)[axis];
      const int64_t start = starts[i] < 0 ? starts[i] + extent : starts[i];
      const int64_t last = steps[i] > 0 ? extent : std::max<int64_t>(0, extent - 1);
      first += std::clamp<int64_t>(start, 0, last) * strides[axis];
      // A step that is taken lies within the input; others may be as long as they like.
      if (node.output_shape(0)[axis] > 1) strides[axis] *= steps[i];
    }
    offset_ = first * element_bytes(node);
    copy_ = StridedCopy(node.output_shape(0), strides, sdk::dense_strides(node.output_shape(0)),
                        element_bytes(node));
  }
  void run(const Launch& launch) const {
    copy_.run(host_, static_cast<const char*>(launch.input(0).data) + offset_,
              launch.output(0).data);
  }

 private:
  const mortise_host_t* host_;
  int64_t offset_ = 0;
  StridedCopy copy_;
};

/// Rows of `outer`, each of which holds one contiguous piece per input.
class Concat {
 public:
  static constexpr std::string_view kLayoutOwner = kDeviceKind;
  static constexpr uint32_t kFlags = 0;

  static void check(const Node& node) {
    for (size_t i = 0; i < node.input_count(); ++i) check_movable(node, i);
  }
  Concat(const Node& node, const sdk::KernelContext& context) : host_(context.host) {
    const int64_t rank = node.rank(0);
    int64_t axis = node.attr_int("axis");
    if (axis < 0) axis += rank;
    if (const BlockedLayout* layout = layout_of(node.output_type(0))) {
      plan_blocked(node, layout->image());
      return;
    }
    for (int64_t d = 0; d < axis; ++d) outer_ *= node.output_shape(0)[static_cast<size_t>(d)];
    for (size_t i = 0; i < node.input_count(); ++i) {
      add_piece(sdk::element_count(node.shape(i)) * element_bytes(node));
    }
  }
  void run(const Launch& launch) const {
    char* to = static_cast<char*>(launch.output(0).data);
    const auto items = static_cast<uint64_t>(outer_) * pieces_.size();
    const auto average = std::max<int64_t>(1, row_ / static_cast<int64_t>(pieces_.size()));
    const auto grain = static_cast<uint64_t>(std::max<int64_t>(1, kGrainBytes / average));
    sdk::parallel_for(host_, items, grain, [&](uint64_t begin, uint64_t end, uint32_t) {
      for (uint64_t item = begin; item < end; ++item) {
        const auto row = static_cast<int64_t>(item / pieces_.size());
        const size_t input = item % pieces_.size();
        const Piece& piece = pieces_[input];
        if (piece.size == 0) continue;
        std::memcpy(to + row * row_ + piece.offset,
                    static_cast<const char*>(launch.input(input).data) + row * piece.size,
                    static_cast<size_t>(piece.size));
      }
    });
  }

 private:
  struct Piece {
    int64_t offset, size;  // bytes, within a row
  };

  void add_piece(int64_t total_bytes) {
    const int64_t size = outer_ == 0 ? 0 : total_bytes / outer_;
    pieces_.push_back({row_, size});
    row_ += size;
  }
  /// Along channels, where every input but the last fills whole blocks.
  void plan_blocked(const Node& node, const Image& image) {
    outer_ = image.n;
    for (size_t i = 0; i < node.input_count(); ++i) {
      const BlockedLayout* layout = layout_of(node.type(i));
      if (layout == nullptr) sdk::unsupported("a dense tensor beside a blocked one");
      add_piece(layout->image().floats() * 4);
    }
    if (row_ * outer_ != image.floats() * 4) {
      sdk::unsupported("blocked inputs that do not fill whole blocks");
    }
  }

  const mortise_host_t* host_;
  int64_t outer_ = 1, row_ = 0;
  std::vector<Piece> pieces_;
};

/// Private: from the layout of the input's type to that of the output's.
class Reorder {
 public:
  static constexpr std::string_view kLayoutOwner = kDeviceKind;
  static constexpr uint32_t kFlags = 0;

  static void check(const Node&) {}
  Reorder(const Node& node, const sdk::KernelContext& context) : host_(context.host) {
    const BlockedLayout* from = layout_of(node.type(0));
    const BlockedLayout* to = layout_of(node.output_type(0));
    if ((from == nullptr) == (to == nullptr)) {
      sdk::unsupported("a reorder between two dense or two blocked tensors");
    }
    packs_ = to != nullptr;
    image_ = packs_ ? to->image() : from->image();
  }
  void run(const Launch& launch) const {
    const auto planes = static_cast<uint64_t>(image_.n * image_.blocks());
    const auto grain =
        static_cast<uint64_t>(std::max<int64_t>(1, kGrainBytes / (4 * image_.plane())));
    const auto move = packs_ ? block_plane : unblock_plane;
    sdk::parallel_for(host_, planes, grain, [&](uint64_t begin, uint64_t end, uint32_t) {
      for (auto i = static_cast<int64_t>(begin); i < static_cast<int64_t>(end); ++i) {
        move(image_, launch.in<float>(0), launch.out<float>(0), i / image_.blocks(),
             i % image_.blocks());
      }
    });
  }

 private:
  const mortise_host_t* host_;
  bool packs_ = false;
  Image image_;
};

}  // namespace

KernelList move_kernels() {
  static constexpr KernelEntry kEntries[] = {
      kernel_entry<Dropout>("Dropout"),
      kernel_entry<Copy>("Flatten"),
      kernel_entry<Copy>("Identity"),
      kernel_entry<Copy>("Reshape"),
      kernel_entry<Copy>("Squeeze"),
      kernel_entry<Copy>("Unsqueeze"),
      kernel_entry<Concat>("Concat"),
      kernel_entry<Concat>("Concat", kPrivateDomain),
      kernel_entry<Slice>("Slice"),
      kernel_entry<Transpose>("Transpose"),
      kernel_entry<Reorder>("Reorder", kPrivateDomain),
  };
  return kEntries;
}

}  // namespace mortise::cpu
