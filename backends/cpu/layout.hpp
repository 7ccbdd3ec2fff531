// The channel-blocked layout of images: a tensor [N, C, H, W] of float32 lies in memory as
// [N, ceil(C / block), H, W, block]. Lanes beyond C hold zero.
//
// The block is what oneDNN's and our own kernels want on this processor: 16 with AVX-512, else 8.
#pragma once

#include <mortise/abi/tensor.h>
#include <mortise/sdk/span.hpp>

#include <array>
#include <atomic>
#include <memory>
#include <string>

namespace mortise::cpu {

inline constexpr char kDeviceKind[] = "cpu";

/// Extents of an image batch and how its channels are blocked.
struct Image {
  int64_t n = 1, c = 1, h = 1, w = 1;
  int64_t block = 1;  // 1: dense

  int64_t blocks() const { return (c + block - 1) / block; }
  int64_t pixels() const { return h * w; }
  int64_t floats() const { return n * blocks() * block * pixels(); }
  int64_t padding() const { return blocks() * block - c; }  // lanes beyond C
  /// Floats of one channel block of one image.
  int64_t plane() const { return pixels() * block; }
};

/// Reference-counted; made with one reference.
class BlockedLayout : public mortise_layout_t {
 public:
  explicit BlockedLayout(const Image& image);
  const Image& image() const { return image_; }

 private:
  const Image image_;
  const std::string key_;
  mutable std::atomic<uint32_t> references_{1};
};

struct LayoutRelease {
  void operator()(const BlockedLayout* layout) const { layout->release(layout); }
};
using LayoutPointer = std::unique_ptr<const BlockedLayout, LayoutRelease>;

/// The block that suits this processor.
int64_t preferred_block();

/// Null for a dense type. Throws for a layout of another backend.
const BlockedLayout* layout_of(const mortise_type_t& type);

/// The tensor as an image: rank 4, or 3 as [N, C, 1, W]. Requires: rank 3 or 4, extents known.
Image image_of(const mortise_type_t& type);

/// Whether images of this type may be blocked: float32, rank 4, all extents known and not empty.
bool may_be_blocked(const mortise_type_t& type);

/// Copies channel block `b` of image `n` between the two forms.
void block_plane(const Image& image, const float* dense, float* blocked, int64_t n, int64_t b);
void unblock_plane(const Image& image, const float* blocked, float* dense, int64_t n, int64_t b);

/// Zeroes the lanes beyond C of the last channel block of each image.
void clear_padding(const Image& image, float* blocked);

}  // namespace mortise::cpu
