#include "backends/cpu/layout.hpp"

#include <mortise/sdk/tensor.hpp>

#include <algorithm>

#include <dnnl.hpp>

namespace mortise::cpu {
namespace {

void check_dense(const Image& image, const mortise_tensor_view_t& view) {
  const int64_t shape[] = {image.n, image.c, image.h, image.w};
  if (view.dtype != MORTISE_DTYPE_FLOAT32 || view.strides != nullptr || view.layout != nullptr ||
      !sdk::equal(sdk::shape_of(view), sdk::ShapeView(shape, 4))) {
    sdk::invalid("the blocked layout of ", sdk::ShapeView(shape, 4),
                 " packs a dense float32 tensor of that shape, not ", sdk::dtype_name(view.dtype),
                 sdk::shape_of(view));
  }
}

mortise_status_t* pack(const mortise_layout_t* self, const mortise_tensor_view_t* dense,
                       void* packed) {
  return sdk::guard([&] {
    const Image& image = static_cast<const BlockedLayout*>(self)->image();
    check_dense(image, *dense);
    for (int64_t i = 0; i < image.n * image.blocks(); ++i) {
      block_plane(image, sdk::data<float>(*dense), static_cast<float*>(packed), i / image.blocks(),
                  i % image.blocks());
    }
  });
}

mortise_status_t* unpack(const mortise_layout_t* self, const void* packed,
                         const mortise_tensor_view_t* dense) {
  return sdk::guard([&] {
    const Image& image = static_cast<const BlockedLayout*>(self)->image();
    check_dense(image, *dense);
    for (int64_t i = 0; i < image.n * image.blocks(); ++i) {
      unblock_plane(image, static_cast<const float*>(packed), sdk::data<float>(*dense),
                    i / image.blocks(), i % image.blocks());
    }
  });
}

}  // namespace

BlockedLayout::BlockedLayout(const Image& image)
    : mortise_layout_t{},
      image_(image),
      key_(sdk::message("nChw", image.block, "c/", image.n, "x", image.c, "x", image.h, "x",
                        image.w)) {
  struct_size = sizeof(mortise_layout_t);
  owner = sdk::to_abi(kDeviceKind);
  key = sdk::to_abi(key_);
  byte_size = static_cast<uint64_t>(image.floats()) * sizeof(float);
  mortise_layout_t::pack = &cpu::pack;
  mortise_layout_t::unpack = &cpu::unpack;
  retain = [](const mortise_layout_t* self) {
    static_cast<const BlockedLayout*>(self)->references_.fetch_add(1, std::memory_order_relaxed);
  };
  release = [](const mortise_layout_t* self) {
    const auto* layout = static_cast<const BlockedLayout*>(self);
    if (layout->references_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete layout;
  };
}

int64_t preferred_block() {
  const auto isa = static_cast<int>(dnnl::get_effective_cpu_isa());
  return isa >= static_cast<int>(dnnl::cpu_isa::avx512_core) ? 16 : 8;
}

const BlockedLayout* layout_of(const mortise_type_t& type) {
  if (type.layout == nullptr) return nullptr;
  if (sdk::to_view(type.layout->owner) != kDeviceKind) {
    sdk::unsupported("a tensor has a layout of backend ", type.layout->owner);
  }
  return static_cast<const BlockedLayout*>(type.layout);
}

Image image_of(const mortise_type_t& type) {
  if (const BlockedLayout* layout = layout_of(type)) return layout->image();
  const bool line = type.rank == 3;
  return {type.shape[0], type.shape[1], line ? 1 : type.shape[2], type.shape[line ? 2 : 3], 1};
}

bool may_be_blocked(const mortise_type_t& type) {
  if (type.kind != MORTISE_VALUE_TENSOR || type.dtype != MORTISE_DTYPE_FLOAT32 || type.rank != 4 ||
      type.bounded_dims != 0) {
    return false;
  }
  return std::all_of(type.shape, type.shape + 4, [](int64_t extent) { return extent > 0; });
}

// Tiles of pixels, so that both sides stay in the cache while lanes are interleaved.
constexpr int64_t kTile = 64;

void block_plane(const Image& image, const float* dense, float* blocked, int64_t n, int64_t b) {
  const int64_t pixels = image.pixels();
  const int64_t first = b * image.block;
  const int64_t lanes = std::min(image.block, image.c - first);
  const float* from = dense + (n * image.c + first) * pixels;
  float* to = blocked + (n * image.blocks() + b) * image.plane();
  for (int64_t tile = 0; tile < pixels; tile += kTile) {
    const int64_t end = std::min(tile + kTile, pixels);
    for (int64_t lane = 0; lane < lanes; ++lane) {
      for (int64_t p = tile; p < end; ++p) to[p * image.block + lane] = from[lane * pixels + p];
    }
    for (int64_t lane = lanes; lane < image.block; ++lane) {
      for (int64_t p = tile; p < end; ++p) to[p * image.block + lane] = 0;
    }
  }
}

void unblock_plane(const Image& image, const float* blocked, float* dense, int64_t n, int64_t b) {
  const int64_t pixels = image.pixels();
  const int64_t first = b * image.block;
  const int64_t lanes = std::min(image.block, image.c - first);
  const float* from = blocked + (n * image.blocks() + b) * image.plane();
  float* to = dense + (n * image.c + first) * pixels;
  for (int64_t tile = 0; tile < pixels; tile += kTile) {
    const int64_t end = std::min(tile + kTile, pixels);
    for (int64_t lane = 0; lane < lanes; ++lane) {
      for (int64_t p = tile; p < end; ++p) to[lane * pixels + p] = from[p * image.block + lane];
    }
  }
}

void clear_padding(const Image& image, float* blocked) {
  if (image.padding() == 0) return;
  for (int64_t n = 0; n < image.n; ++n) {
    float* plane = blocked + ((n + 1) * image.blocks() - 1) * image.plane();
    for (int64_t p = 0; p < image.pixels(); ++p) {
      for (int64_t lane = image.block - image.padding(); lane < image.block; ++lane) {
        plane[p * image.block + lane] = 0;
      }
    }
  }
}

}  // namespace mortise::cpu
