// What is interpolated at places that are numbers themselves.
#include "plugin-sdk/conform/cases/building.hpp"
#include "plugin-sdk/conform/cases/families.hpp"

namespace mortise::conform {
namespace {

// Places are computed in floats, and an error there counts as often as neighbours differ.
constexpr Accuracy kInterpolated = {256, 4};

// Places inside, at the edges and beyond them, and none near the middle between two elements.
CaseInput grid() {
  return of(kAny, {1, 2, 3, 2},
            {0.125, -0.25, 0.625, 0.75, -1, 1, 1.25, 0.0625, -1.375, -2.25, 0, 0});
}

void add_grid_sample(Cases& cases) {
  Cases recipes;
  for (const char* mode : {"linear", "nearest", "cubic"}) {
    for (const char* padding : {"zeros", "border", "reflection"}) {
      for (const int corners : {0, 1}) {
        const std::string what =
            std::string(mode) + "_" + padding + (corners != 0 ? "_corners" : "");
        recipes.push_back(accurate(
            recipe(what, {any({1, 3, 5, 7}), grid()},
                   {{"mode", mode}, {"padding_mode", padding}, {"align_corners", corners}}),
            kInterpolated));
      }
    }
  }
  recipes.push_back(accurate(
      recipe("volume",
             {any({1, 2, 3, 4, 5}), of(kAny, {1, 1, 1, 2, 3}, {0.1, 0.2, -0.3, -0.9, 0.8, 0.7})}),
      kInterpolated));
  recipes.push_back(recipe("empty", {any({0, 3, 5, 7}), any({0, 2, 3, 2})}));
  spread(cases, sdk::dtype_set(sdk::TypeList<float, double>{}), recipes);
}

void add_roi_align(Cases& cases) {
  const CaseInput regions = of(kAny, {3, 4}, {0.5, 0.5, 3.5, 4, 1, 0, 6, 2, -1, -1, 20, 20});
  const CaseInput images = of(MORTISE_DTYPE_INT64, {3}, {0, 1, 1});
  const auto align = [&](std::string_view what, sdk::Attrs attributes) {
    attributes.push_back({"output_height", 3});
    attributes.push_back({"output_width", 2});
    return accurate(recipe(what, {any({2, 3, 5, 7}), regions, images}, std::move(attributes)),
                    kInterpolated);
  };
  spread(cases, sdk::dtype_set(sdk::TypeList<float, double>{}),
         {align("mean", {}), align("two_samples", {{"sampling_ratio", 2}}),
          align("maximum", {{"mode", "max"}}), align("scaled", {{"spatial_scale", 0.5}}),
          align("corners", {{"coordinate_transformation_mode", "output_half_pixel"}}),
          recipe("none", {any({2, 3, 5, 7}), any({0, 4}), of(MORTISE_DTYPE_INT64, {0}, {})})});
}

void add_max_roi_pool(Cases& cases) {
  const CaseInput regions = of(kAny, {3, 5}, {0, 0, 0, 6, 4, 1, 1, 2, 3, 9, 0, 20, 20, 30, 30});
  const auto pool = [&](std::string_view what, const std::vector<int64_t>& shape, double scale) {
    return recipe(what, {any({2, 3, 5, 7}), regions},
                  {{"pooled_shape", shape}, {"spatial_scale", scale}});
  };
  spread(cases, kFloats,
         {pool("bins", {2, 3}, 1), pool("scaled", {2, 2}, 0.5), pool("one", {1, 1}, 1)});
}

void add_affine_grid(Cases& cases) {
  const auto grid = [](std::string_view what, sdk::Shape theta, const std::vector<int64_t>& size,
                       int corners) {
    return accurate(recipe(what, {any(std::move(theta)), ints(size)}, {{"align_corners", corners}}),
                    {8, 8});
  };
  spread(
      cases, kFloats,
      {grid("image", {2, 2, 3}, {2, 1, 5, 7}, 0), grid("image_corners", {2, 2, 3}, {2, 1, 5, 7}, 1),
       grid("volume", {1, 3, 4}, {1, 3, 3, 4, 5}, 0), grid("one", {1, 2, 3}, {1, 1, 1, 1}, 1),
       grid("empty", {0, 2, 3}, {0, 1, 5, 7}, 0)},
      2);
}

}  // namespace

void add_sampling(std::string_view op, Cases& cases) {
  static constexpr FamilyEntry kEntries[] = {{"GridSample", &add_grid_sample},
                                             {"RoiAlign", &add_roi_align},
                                             {"MaxRoiPool", &add_max_roi_pool},
                                             {"AffineGrid", &add_affine_grid}};
  add_from(kEntries, op, cases);
}

}  // namespace mortise::conform
