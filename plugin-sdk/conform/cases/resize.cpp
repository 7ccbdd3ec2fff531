// Resize: every mode, with scales and sizes whose source positions are no matter of rounding.
#include "plugin-sdk/conform/cases/building.hpp"
#include "plugin-sdk/conform/cases/families.hpp"

namespace mortise::conform {
namespace {

using Numbers = std::vector<double>;

CaseInput scales(const Numbers& values) {
  return of(MORTISE_DTYPE_FLOAT32, {static_cast<int64_t>(values.size())}, values).as_constant();
}

Case by_scales(std::string_view what, sdk::Shape x, const Numbers& values,
               sdk::Attrs attributes = {}) {
  return recipe(what, {any(std::move(x)), absent(), scales(values)}, std::move(attributes));
}

Case by_sizes(std::string_view what, sdk::Shape x, const std::vector<int64_t>& sizes,
              sdk::Attrs attributes = {}) {
  return recipe(what, {any(std::move(x)), absent(), absent(), ints(sizes)}, std::move(attributes));
}

// Which element is nearest is a choice of the mode: the result is exact.
void add_nearest(Cases& cases) {
  const sdk::Shape x = {1, 3, 5, 7};
  const auto mode = [](const char* coordinates, const char* nearest) {
    return sdk::Attrs{{"mode", "nearest"},
                      {"coordinate_transformation_mode", coordinates},
                      {"nearest_mode", nearest}};
  };
  Cases recipes = {
      by_scales("twice", x, {1, 1, 2, 2}, mode("asymmetric", "floor")),
      by_scales("half_pixel", x, {1, 1, 2, 2}, mode("half_pixel", "round_prefer_floor")),
      by_sizes("smaller", {1, 3, 8, 6}, {1, 3, 4, 3}, mode("asymmetric", "floor")),
      by_scales("default", x, {1, 1, 2, 3}),
      by_scales("blocks", {2, 17, 4, 5}, {1, 1, 2, 2}, mode("asymmetric", "floor")),
      by_scales("prefer_ceil", x, {1, 1, 2, 4}, mode("half_pixel", "round_prefer_ceil")),
      by_scales("ceil", x, {1, 1, 2, 2}, mode("asymmetric", "ceil")),
      by_sizes("aligned", x, {1, 3, 9, 13}, mode("align_corners", "round_prefer_floor")),
      by_sizes("odd_sizes", x, {1, 3, 7, 10}, mode("half_pixel", "round_prefer_floor")),
      by_sizes("all_axes", {2, 3, 4}, {4, 6, 2}, mode("asymmetric", "floor")),
      by_sizes("named_axes", x, {10, 14}, {{"axes", std::vector<int64_t>{2, 3}}}),
      by_sizes("ratio_kept", x, {10, 21},
               {{"axes", std::vector<int64_t>{2, 3}}, {"keep_aspect_ratio_policy", "not_larger"}}),
      by_scales("same", x, {1, 1, 1, 1}),
      by_scales("antialias", {1, 3, 8, 6}, {1, 1, 0.5, 0.5}, {{"antialias", 1}}),
      by_scales("empty_batch", {0, 3, 5, 7}, {1, 1, 2, 2}, mode("asymmetric", "floor")),
  };
  spread(cases, kNumbers, recipes, 2);
  spread(cases, kFloats,
         filled(by_scales("", x, {1, 1, 2, 2}, mode("asymmetric", "floor")), {Fill::kSpecial}));
}

void add_interpolated(Cases& cases) {
  const sdk::Shape x = {1, 3, 5, 7};
  const auto mode = [](const char* name, const char* coordinates) {
    return sdk::Attrs{{"mode", name}, {"coordinate_transformation_mode", coordinates}};
  };
  sdk::Attrs tidy = mode("cubic", "half_pixel");
  tidy.push_back({"exclude_outside", 1});
  tidy.push_back({"cubic_coeff_a", -0.5});
  Cases linear = {
      by_scales("linear", x, {1, 1, 2, 2}, mode("linear", "half_pixel")),
      by_sizes("linear_aligned", x, {1, 3, 9, 13}, mode("linear", "align_corners")),
      by_sizes("linear_smaller", x, {1, 3, 3, 4}, mode("linear", "pytorch_half_pixel")),
      by_scales("linear_asymmetric", x, {1, 1, 1.5, 3}, mode("linear", "asymmetric")),
      by_scales("linear_blocks", {2, 17, 4, 5}, {1, 1, 2, 2}, mode("linear", "half_pixel")),
      by_scales("linear_line", {2, 3, 9}, {1, 1, 2}, mode("linear", "half_pixel")),
  };
  // Positions of up to 16 are off by as many steps, and so are the weights.
  spread(cases, kFloats, accurate(std::move(linear), {0, 0, 32}), 1);
  Cases cubic = {
      by_scales("cubic", x, {1, 1, 2, 2}, mode("cubic", "half_pixel")),
      by_sizes("cubic_aligned", x, {1, 3, 9, 13}, mode("cubic", "align_corners")),
      by_scales("cubic_tidy", x, {1, 1, 2, 2}, tidy),
      by_scales("cubic_antialias", {1, 3, 8, 12}, {1, 1, 0.5, 0.25},
                {{"mode", "cubic"}, {"antialias", 1}}),
      by_scales("linear_antialias", {1, 3, 8, 12}, {1, 1, 0.5, 0.25},
                {{"mode", "linear"}, {"antialias", 1}}),
  };
  spread(cases, kFloats, accurate(std::move(cubic), {64, 4}), 1);
}

}  // namespace

void add_resize(std::string_view op, Cases& cases) {
  if (op != "Resize") return;
  add_nearest(cases);
  add_interpolated(cases);
}

}  // namespace mortise::conform
