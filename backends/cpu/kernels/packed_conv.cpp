// Convolution on the matrix unit: a matrix product whose left matrix is the image itself, read anew for each tap of
// the window. A thread splits a band of the image, which then stays in its second-level cache, and multiplies it by one
// stretch of weights after the other.
#include "backends/cpu/kernels/packed_conv.hpp"

#include <algorithm>

#include "backends/cpu/kernels/conv.hpp"
#include "backends/cpu/kernels/panels.hpp"
#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/matrix/rows.hpp"
#include "backends/cpu/matrix/split_image.hpp"
#include "backends/cpu/matrix/unit.hpp"
#include "backends/cpu/program.hpp"
#include "backends/cpu/rounding.hpp"

namespace mortise::cpu {
namespace {

using matrix::kBlock;
using matrix::kTile;
using matrix::Part;
using sdk::Launch;
using sdk::Node;

constexpr int64_t kBandBytes = 1300 << 10;  // of split pixels
constexpr int64_t kStretch = 16;            // steps of depth that are split together
constexpr int64_t kStepParts = matrix::kStepParts * kTile;
constexpr double kWorthwhile = 0.5;  // share of the unit's work that is asked for
constexpr int64_t kFewestChannels = 192, kFewestPixels = 100;  // of windows of one pixel
constexpr double kFewestProducts = 1e6;                        // multiplications

/// As many rows of outputs as keep a band in the cache, all bands alike.
int64_t choose_rows(const ConvGeometry& g) {
  int64_t rows = g.result[2];
  while (rows > 1 &&
         matrix::SplitImage(g, rows).size() * static_cast<int64_t>(sizeof(Part)) > kBandBytes) {
    rows = ceil_div(rows, 2);
  }
  return ceil_div(g.result[2], ceil_div(g.result[2], rows));
}

std::vector<MatrixView> taps(const ConvGeometry& g, const float* weights) {
  const int64_t window = g.weights[2] * g.weights[3];
  std::vector<MatrixView> views;
  for (int64_t tap = 0; tap < window; ++tap)
    views.push_back({weights + tap, g.source[1], g.weights[0], window, g.source[1] * window});
  return views;
}

class PackedConv : public PanelKernel {
 public:
  static constexpr std::string_view kLayoutOwner = kDeviceKind;
  static constexpr uint32_t kFlags = 0;

  static void check(const Node& node) {
    const ConvGeometry g = conv_geometry(node, false);
    if (!matrix::available()) sdk::unsupported("this processor has no matrix unit");
    if (node.constant(1) == nullptr) sdk::unsupported("weights that are not constant");
    if (g.spatial() != 2 || g.groups != 1)
      sdk::unsupported("what is not one group of two dimensions");
    for (const mortise_type_t* type : {&node.type(0), &node.output_type(0)}) {
      const BlockedLayout* layout = layout_of(*type);
      if (layout == nullptr || layout->image().block != kTile)
        sdk::unsupported("images that are not blocked by ", kTile);
    }
  }

  PackedConv(const Node& node, const sdk::KernelContext& context)
      : PanelKernel(context, node, "conv",
                    taps(conv_geometry(node, false), sdk::data<float>(*node.constant(1))),
                    matrix::kDepth),
        host_(context.host),
        geometry_(conv_geometry(node, false)),
        image_(geometry_, choose_rows(geometry_)),
        has_bias_(node.has_input(2)),
        has_residual_(node.has_input(3)),
        finish_(read_steps(node), has_residual_ ? std::optional<size_t>(static_cast<size_t>(
                                                      node.attr_int(kResidualPosition, 0)))
                                                : std::nullopt),
        depth_steps_(static_cast<int64_t>(image_.offsets().size())),
        bands_(ceil_div(geometry_.result[2], image_.output_rows())) {
    const int64_t threads = sdk::thread_count(host_), images = geometry_.source[0];
    if (bands_ == 1) {
      const auto fit = kBandBytes / static_cast<int64_t>(image_size());
      images_ = std::clamp<int64_t>(std::min(fit, images / threads), 1, images);
    }
    groups_ = ceil_div(images, images_);
    if (threads > 1)
      shares_ = std::clamp<int64_t>(ceil_div(2 * threads, groups_ * bands_), 1, blocks());
  }

  uint64_t workspace_size() const { return thread_size() * sdk::thread_count(host_); }

  void run(const Launch& launch) const {
    const auto items = static_cast<uint64_t>(groups_ * bands_ * shares_);
    parallel_for(host_, items, 1, [&](uint64_t begin, uint64_t end, uint32_t worker) {
      const matrix::Tiles configured;
      char* memory = launch.workspace<char>() + worker * thread_size();
      char* after = memory + static_cast<uint64_t>(images_) * image_size();
      Scratch scratch{reinterpret_cast<Part*>(memory), reinterpret_cast<Part*>(after),
                      reinterpret_cast<float*>(after + panels_size())};
      for (auto i = static_cast<int64_t>(begin); i < static_cast<int64_t>(end); ++i)
        run_item(launch, i, scratch);
    });
  }

 private:
  /// A thread's own.
  struct Scratch {
    Part* images;
    Part* panels;       // two, one stretch of depth
    float* sums;        // by image and block of rows
    int64_t band = -1;  // that `images` hold
    bool special = false;
  };

  uint64_t image_size() const { return static_cast<uint64_t>(image_.size()) * sizeof(Part); }
  uint64_t panels_size() const { return 2 * kStretch * kStepParts * sizeof(Part); }
  uint64_t thread_size() const {
    const int64_t row_blocks = ceil_div(image_.outputs(image_.output_rows()), kBlock);
    return static_cast<uint64_t>(images_) * image_size() + panels_size() +
           static_cast<uint64_t>(images_ * row_blocks * kBlock * kBlock) * sizeof(float);
  }
  /// Blocks of output channels.
  int64_t blocks() const { return ceil_div(geometry_.result[1], kBlock); }

  struct Target {
    int64_t image, images;  // the first, and how many
    int64_t first_row, rows;
    int64_t j;  // block of output channels
  };

  /// A share of the output channels of one band of one image, or of a group of small images.
  void run_item(const Launch& launch, int64_t item, Scratch& scratch) const {
    const int64_t band = item / shares_, share = item % shares_;
    Target target{};
    target.image = band / bands_ * images_;
    target.images = std::min(images_, geometry_.source[0] - target.image);
    target.first_row = band % bands_ * image_.output_rows();
    target.rows = std::min(image_.output_rows(), geometry_.result[2] - target.first_row);
    if (band != scratch.band) {
      split_images(launch, target, scratch);
      scratch.band = band;
    }
    for (int64_t j = blocks() * share / shares_; j < blocks() * (share + 1) / shares_; ++j) {
      target.j = j;
      multiply_columns(launch, scratch, target);
    }
  }

  int64_t image_parts() const { return static_cast<int64_t>(image_size() / sizeof(Part)); }

  void split_images(const Launch& launch, const Target& target, Scratch& scratch) const {
    const int64_t size =
        ceil_div(geometry_.source[1], kTile) * geometry_.source[2] * geometry_.source[3] * kTile;
    scratch.special = false;
    for (int64_t i = 0; i < target.images; ++i) {
      scratch.special |= image_.fill(launch.in<float>(0) + (target.image + i) * size,
                                     target.first_row, scratch.images + i * image_parts());
    }
  }

  bool two_columns(int64_t j) const { return j * kBlock + kTile < geometry_.result[1]; }

  void multiply_columns(const Launch& launch, const Scratch& scratch, const Target& target) const {
    alignas(64) float start[kBlock] = {};
    if (has_bias_) {
      const int64_t column = target.j * kBlock;
      std::copy_n(launch.in<float>(2) + column, std::min(kBlock, geometry_.result[1] - column),
                  start);
    }
    const int64_t outputs = image_.outputs(target.rows);
    const int64_t image_blocks = ceil_div(outputs, kBlock);
    for (int64_t step = 0; step < depth_steps_; step += kStretch) {
      const int64_t steps = std::min(kStretch, depth_steps_ - step);
      const bool special = split_panels(target.j, step, steps, scratch.panels) || scratch.special;
      for (int64_t block = 0; block < target.images * image_blocks; ++block) {
        const int64_t image = block / image_blocks, row = block % image_blocks * kBlock;
        float* sums = scratch.sums + block * kBlock * kBlock;
        const Part* left = scratch.images + image * image_parts() + row * matrix::kDepth;

        matrix::Factors factors{
            {left, row + kTile < outputs ? left + kTile * matrix::kDepth : nullptr},
            {scratch.panels,
             two_columns(target.j) ? scratch.panels + kStretch * kStepParts : nullptr},
            image_.part_stride(),
            image_.offsets().data() + step,
            steps};
        look_ahead(target.j, step + steps, block, target.images * image_blocks, factors);
        (special ? matrix::multiply_special : matrix::multiply)(factors,
                                                                step == 0 ? start : nullptr, sums);
        if (step + steps == depth_steps_) put(launch, target, image, row, sums);
      }
    }
  }

  bool split_panels(int64_t j, int64_t step, int64_t steps, Part* parts) const {
    bool special = false;
    for (int64_t half = 0; half < (two_columns(j) ? 2 : 1); ++half) {
      special |= matrix::split_panel(weights_.panel(2 * j + half), weights_.depth(), step, steps,
                                     parts + half * kStretch * kStepParts);
    }
    return special;
  }

  /// Blocks of rows take turns to fetch the two panels' next stretch.
  void look_ahead(int64_t j, int64_t next, int64_t block, int64_t blocks,
                  matrix::Factors& factors) const {
    if (next == depth_steps_) {
      next = 0;
      ++j;
    }
    const int64_t panel = 2 * j + block % 2, sharers = std::max<int64_t>(1, blocks / 2);
    if (panel * kTile >= geometry_.result[1] || block / 2 >= sharers) return;
    factors.ahead_lines = matrix::kDepth / sharers;
    factors.ahead =
        weights_.panel(panel) +
        (next * matrix::kDepth + block / 2 * factors.ahead_lines * factors.steps) * kTile;
  }

  void put(const Launch& launch, const Target& target, int64_t image, int64_t row,
           float* sums) const {
    const ConvGeometry& g = geometry_;
    const int64_t plane = g.result[2] * g.result[3] * kTile;
    const int64_t planes = ceil_div(g.result[1], kTile);
    const int64_t at = ((target.image + image) * planes + 2 * target.j) * plane +
                       target.first_row * g.result[3] * kTile;
    matrix::Rows rows;
    rows.count = std::min(kBlock, image_.outputs(target.rows) - row);
    rows.columns = std::min(kBlock, g.result[1] - target.j * kBlock);
    rows.gap = plane;
    rows.padded = true;
    int64_t y = row / image_.pitch(), x = row % image_.pitch();
    for (int64_t r = 0; r < rows.count; ++r) {
      rows.offsets[r] = x < g.result[3] ? at + (y * g.result[3] + x) * kTile : -1;
      if (++x == image_.pitch()) {
        x = 0;
        ++y;
      }
    }
    finish_(sums, rows, has_residual_ ? launch.in<float>(3) : nullptr, launch.out<float>(0));
  }

  const mortise_host_t* host_;
  const ConvGeometry geometry_;
  const matrix::SplitImage image_;
  const bool has_bias_, has_residual_;
  const matrix::Finish finish_;
  const int64_t depth_steps_;  // of the whole window
  const int64_t bands_;        // per image
  int64_t images_ = 1;         // that are multiplied together
  int64_t groups_ = 1;         // of images
  int64_t shares_ = 1;         // of the output channels
};

}  // namespace

bool can_pack(const ConvGeometry& g) {
  return matrix::available() && g.spatial() == 2 && g.groups == 1 && !is_point_conv(g);
}

bool worth_packing(const ConvGeometry& g) {
  if (!can_pack(g)) return false;
  if (g.multiplications() * static_cast<double>(g.source[0]) < kFewestProducts) return false;
  // Short sums over few pixels cost more to split and to store than to compute.
  const bool point = g.weights[2] * g.weights[3] == 1;
  if (point && (g.source[1] < kFewestChannels || g.result[2] * g.result[3] < kFewestPixels))
    return false;
  const matrix::SplitImage image(g, choose_rows(g));
  const auto share = [](int64_t used, int64_t unit) {
    return static_cast<double>(used) / static_cast<double>(round_up(used, unit));
  };
  const int64_t rows = image.output_rows();
  const auto columns = static_cast<double>(rows * g.result[3]);
  const auto computed = static_cast<double>(round_up(image.outputs(rows), kTile));
  return share(g.source[1], matrix::kDepth) * share(g.result[1], kTile) * columns / computed >=
         kWorthwhile;
}

KernelList packed_conv_kernels() {
  static constexpr KernelEntry kEntries[] = {
      flushing_entry<PackedConv>("PackedConv", kPrivateDomain),
  };
  return kEntries;
}

}  // namespace mortise::cpu
