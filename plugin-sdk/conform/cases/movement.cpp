// What moves elements and computes nothing: results are the same bits, whatever the dtype.
#include "plugin-sdk/conform/cases/building.hpp"
#include "plugin-sdk/conform/cases/families.hpp"

namespace mortise::conform {
namespace {

using Ints = std::vector<int64_t>;

constexpr size_t kFew = 2;

void move(Cases& cases, const Cases& recipes) { spread(cases, kMoved, recipes, kFew); }

void add_concat(Cases& cases) {
  const auto concat = [](std::string_view what, int64_t axis, std::vector<CaseInput> inputs) {
    return recipe(what, std::move(inputs), {{"axis", axis}});
  };
  move(cases,
       {
           ranged(concat("last", 2, {any({3, 5, 7}), any({3, 5, 2})}), {{2, 5, 4}, {2, 5, 2}}),
           concat("middle_three", 1, {any({3, 1, 4}), any({3, 5, 4}), any({3, 2, 4})}),
           concat("first", 0, {any({2, 3}), any({5, 3})}),
           concat("negative", -2, {any({2, 3, 4}), any({2, 2, 4})}),
           concat("one", 0, {any({3, 4})}),
           concat("empty_part", 1, {any({3, 4}), any({3, 0}), any({3, 2})}),
           concat("empty", 1, {any({0, 4}), any({0, 2})}),
           concat("vectors", 0, {any({3}), any({5})}),
           concat("channels", 1, {any({2, 16, 5, 3}), any({2, 17, 5, 3})}),
           concat("constant", 1, {any({3, 4}), any({3, 5}).as_constant()}),
           concat("nine", 0, std::vector<CaseInput>(9, any({1, 5}))),
           concat("large", 1, {any({5, 1031}), any({5, 513})}),
       });
}

void add_split(Cases& cases) {
  const auto split = [](std::string_view what, size_t count, std::vector<CaseInput> inputs,
                        sdk::Attrs attributes = {}) {
    Case one = recipe(what, std::move(inputs), std::move(attributes));
    one.output_count = count;
    return one;
  };
  move(cases, {
                  ranged(split("last", 2, {any({3, 5, 8})}, {{"axis", 2}}), {{2, 4, 8}}),
                  split("named", 3, {any({3, 9, 4}), ints({2, 3, 4})}, {{"axis", 1}}),
                  split("first", 2, {any({4, 3})}),
                  split("uneven", 3, {any({3, 7})}, {{"axis", 1}, {"num_outputs", 3}}),
                  split("negative", 2, {any({3, 6, 2})}, {{"axis", -2}}),
                  split("one", 1, {any({3, 4})}),
                  split("empty_part", 3, {any({3, 5}), ints({2, 0, 3})}, {{"axis", 1}}),
                  split("empty", 2, {any({0, 4})}, {{"axis", 1}}),
                  split("channels", 2, {any({2, 33, 4, 3}), ints({16, 17})}, {{"axis", 1}}),
                  split("large", 2, {any({5, 2062})}, {{"axis", 1}}),
              });
}

Case slice(std::string_view what, sdk::Shape shape, const Ints& starts, const Ints& ends,
           const std::optional<Ints>& axes = {}, const std::optional<Ints>& steps = {}) {
  Case one = recipe(what, {any(std::move(shape)), ints(starts), ints(ends)});
  if (axes) one.inputs.push_back(ints(*axes));
  if (steps) one.inputs.push_back(ints(*steps));
  return one;
}

void add_slice(Cases& cases) {
  move(cases,
       {
           ranged(slice("middle", {5, 7, 9}, {1, 2}, {4, 9}, {{0, 2}}), {{5, 6, 9}, {2}, {2}, {2}}),
           slice("negative_step", {5, 7}, {-1, 5}, {-100, 0}, {{0, 1}}, {{-1, -2}}),
           slice("no_axes", {5, 7}, {1, 2}, {3, 6}),
           slice("steps", {9, 11}, {0, 1}, {9, 11}, {{0, 1}}, {{2, 3}}),
           slice("negative_axes", {3, 5, 7}, {-4}, {-1}, {{-2}}),
           slice("beyond", {5, 7}, {-100, 3}, {100, 1000}, {{0, 1}}),
           slice("far_end", {5, 7}, {1}, {INT64_MAX}, {{1}}),
           slice("far_back", {5, 7}, {4}, {INT64_MIN}, {{0}}, {{-1}}),
           slice("none", {5, 7}, {4}, {2}, {{1}}),
           slice("whole", {5, 7}, {0, 0}, {5, 7}, {{0, 1}}),
           slice("empty", {0, 7}, {1}, {3}, {{1}}),
           slice("reversed", {3, 5}, {-1}, {INT64_MIN}, {{1}}, {{-1}}),
           slice("channels", {2, 33, 4, 3}, {16}, {33}, {{1}}),
           slice("vector", {17}, {3}, {14}, {{0}}, {{4}}),
           slice("large", {9, 1031}, {7}, {1029}, {{1}}),
       });
}

void add_transpose(Cases& cases) {
  const auto transpose = [](std::string_view what, sdk::Shape shape, const Ints& order) {
    return recipe(what, {any(std::move(shape))}, {{"perm", order}});
  };
  move(cases, {
                  ranged(transpose("rotated", {3, 5, 7}, {2, 0, 1}), {{2, 5, 4}}),
                  recipe("default", {any({3, 5, 7})}),
                  transpose("matrix", {5, 7}, {1, 0}),
                  transpose("same", {3, 5, 7}, {0, 1, 2}),
                  transpose("to_channels_last", {2, 3, 5, 7}, {0, 2, 3, 1}),
                  transpose("from_channels_last", {2, 5, 7, 3}, {0, 3, 1, 2}),
                  transpose("heads", {2, 9, 4, 8}, {0, 2, 1, 3}),
                  transpose("vector", {7}, {0}),
                  transpose("ones", {1, 5, 1, 7}, {2, 3, 0, 1}),
                  transpose("rank_6", {2, 3, 1, 2, 3, 2}, {5, 2, 0, 4, 1, 3}),
                  transpose("empty", {3, 0, 2}, {2, 0, 1}),
                  transpose("large", {65, 129}, {1, 0}),
                  recipe("scalar", {any({})}),
              });
}

Case reshape(std::string_view what, sdk::Shape from, const Ints& to, sdk::Attrs attributes = {}) {
  return recipe(what, {any(std::move(from)), ints(to)}, std::move(attributes));
}

void add_reshape(Cases& cases) {
  move(cases,
       {reshape("flat", {3, 5, 7}, {105}), reshape("inferred", {3, 8, 5}, {-1, 4, 10}),
        reshape("copied", {3, 8, 5}, {0, -1}), reshape("to_scalar", {1, 1}, {}),
        reshape("from_scalar", {}, {1, 1, 1}), reshape("same", {3, 5}, {3, 5}),
        reshape("empty", {3, 0}, {0, 7}, {{"allowzero", 1}}),
        reshape("rank_7", {6, 35}, {2, 1, 3, 5, 1, 7, 1}), reshape("large", {9, 1031}, {-1})});
}

void add_flatten(Cases& cases) {
  const CaseInput x = any({2, 3, 5, 7});
  move(cases, {ranged(recipe("default", {x}), {{2, 3, 4, 7}}), recipe("first", {x}, {{"axis", 0}}),
               recipe("last", {x}, {{"axis", 4}}), recipe("negative", {x}, {{"axis", -1}}),
               recipe("empty", {any({0, 3})})});
}

void add_squeeze(Cases& cases) {
  move(cases,
       {recipe("named", {any({1, 5, 1, 7}), ints({0, 2})}), recipe("all", {any({1, 5, 1, 7})}),
        recipe("negative", {any({3, 1, 4, 1}), ints({-1})}), recipe("to_scalar", {any({1, 1})}),
        recipe("empty", {any({0, 1}), ints({1})})});
}

void add_unsqueeze(Cases& cases) {
  move(cases,
       {recipe("two", {any({5, 7}), ints({0, 2})}), recipe("negative", {any({5, 7}), ints({-1})}),
        recipe("unordered", {any({5}), ints({2, 0})}), recipe("scalar", {any({}), ints({0, 1})}),
        recipe("empty", {any({0}), ints({1})})});
}

void add_expand(Cases& cases) {
  const auto expand = [](std::string_view what, sdk::Shape from, const Ints& to) {
    return recipe(what, {any(std::move(from)), ints(to)});
  };
  move(cases, {expand("row", {7}, {3, 5, 7}), expand("column", {5, 1}, {3, 5, 7}),
               expand("same", {3, 5}, {3, 5}), expand("scalar", {}, {4, 3}),
               expand("ones_keep", {3, 5}, {1, 1}), expand("both", {3, 1, 7}, {5, 1}),
               expand("empty", {1, 4}, {0, 4}), expand("large", {9, 1}, {9, 1031})});
}

void add_tile(Cases& cases) {
  const auto tile = [](std::string_view what, sdk::Shape from, const Ints& repeats) {
    return recipe(what, {any(std::move(from)), ints(repeats)});
  };
  move(cases, {tile("both", {3, 5}, {2, 3}), tile("first", {3, 5, 2}, {4, 1, 1}),
               tile("last", {3, 5, 2}, {1, 1, 3}), tile("once", {3, 5}, {1, 1}),
               tile("never", {3, 5}, {0, 2}), tile("empty", {0, 5}, {2, 3}),
               tile("large", {5, 129}, {3, 7})});
}

void add_depth_to_space(Cases& cases) {
  const auto blocks = [](std::string_view what, sdk::Shape shape, int64_t size, const char* mode) {
    return recipe(what, {any(std::move(shape))}, {{"blocksize", size}, {"mode", mode}});
  };
  move(cases,
       {ranged(blocks("depth_first", {2, 8, 3, 5}, 2, "DCR"), {{1, 8, 2, 5}}),
        blocks("columns_first", {2, 8, 3, 5}, 2, "CRD"), blocks("thrice", {1, 18, 2, 3}, 3, "DCR"),
        blocks("thrice_columns", {1, 18, 2, 3}, 3, "CRD"), blocks("one", {1, 3, 2, 3}, 1, "DCR"),
        blocks("empty", {0, 4, 2, 3}, 2, "DCR"), blocks("large", {1, 64, 9, 11}, 2, "DCR")});
}

void add_space_to_depth(Cases& cases) {
  const auto blocks = [](std::string_view what, sdk::Shape shape, int64_t size) {
    return recipe(what, {any(std::move(shape))}, {{"blocksize", size}});
  };
  move(cases, {ranged(blocks("twice", {2, 3, 4, 6}, 2), {{1, 3, 2, 6}}),
               blocks("thrice", {1, 2, 6, 3}, 3), blocks("one", {1, 3, 2, 3}, 1),
               blocks("empty", {0, 4, 2, 4}, 2), blocks("large", {1, 16, 18, 22}, 2)});
}

Case pad(std::string_view what, sdk::Shape shape, const Ints& pads, const char* mode = "constant",
         const std::optional<Ints>& axes = {}) {
  Case one = recipe(what, {any(std::move(shape)), ints(pads)}, {{"mode", mode}});
  if (axes) one.inputs.insert(one.inputs.end(), {absent(), ints(*axes)});
  return one;
}

void add_pad(Cases& cases) {
  Case value = pad("value", {3, 5}, {1, 0, 2, 3});
  value.inputs.push_back(number(MORTISE_DTYPE_FLOAT32, 1.5));
  Case variable = pad("variable_value", {3, 5}, {1, 0, 2, 3});
  variable.inputs.push_back(of(MORTISE_DTYPE_FLOAT32, {}, {1.5}));
  move(cases, {
                  ranged(pad("zeros", {3, 5, 7}, {1, 0, 2, 0, 3, 1}), {{2, 5, 4}, {6}}),
                  pad("edge", {3, 5}, {2, 1, 0, 3}, "edge"),
                  pad("reflect", {4, 5}, {2, 1, 3, 4}, "reflect"),
                  pad("wrap", {3, 5}, {2, 1, 2, 4}, "wrap"),
                  pad("removed", {5, 7}, {-1, 2, -2, -3}),
                  pad("removed_edge", {5, 7}, {-1, 2, 2, -3}, "edge"),
                  pad("named_axes", {3, 5, 7}, {1, 2}, "constant", {{2}}),
                  pad("negative_axes", {3, 5, 7}, {1, 0, 2, 1}, "constant", {{-1, 0}}),
                  pad("nothing", {3, 5}, {0, 0, 0, 0}),
                  pad("empty", {0, 5}, {1, 0, 0, 1}),
                  pad("reflect_far", {3, 2}, {5, 4, 4, 5}, "reflect"),
                  pad("image", {1, 3, 5, 7}, {0, 0, 1, 2, 0, 0, 2, 1}),
                  pad("large", {5, 1031}, {1, 3, 1, 5}),
              });
  spread(cases, sdk::dtype_set(sdk::TypeList<float>{}), {value, variable});
}

// To the other dtype of the same size.
void add_bit_cast(Cases& cases) {
  const auto cast = [](uint32_t from, uint32_t to) {
    Case one = recipe(sdk::dtype_name(from) + ".to_" + sdk::dtype_name(to), {in(from, {3, 5, 7})},
                      {{"to", to}});
    one.smaller = {{2, 5, 3}};
    return one;
  };
  const auto add = [&](uint32_t one, uint32_t other) {
    cases.push_back(cast(one, other));
    cases.push_back(cast(other, one));
  };
  add(MORTISE_DTYPE_FLOAT32, MORTISE_DTYPE_INT32);
  add(MORTISE_DTYPE_FLOAT64, MORTISE_DTYPE_UINT64);
  add(MORTISE_DTYPE_FLOAT16, MORTISE_DTYPE_UINT16);
  add(MORTISE_DTYPE_INT8, MORTISE_DTYPE_UINT8);
}

void add_center_crop_pad(Cases& cases) {
  const auto centre = [](std::string_view what, sdk::Shape shape, const Ints& to) {
    return recipe(what, {any(std::move(shape)), ints(to)});
  };
  Case named = centre("named_axes", {3, 5, 7}, {9, 2});
  named.attributes = {{"axes", Ints{2, 0}}};
  move(cases, {centre("crop", {5, 8}, {3, 5}), centre("pad", {3, 4}, {6, 9}),
               centre("both", {5, 3, 4}, {2, 6, 4}), named, centre("nothing", {3, 5}, {3, 5}),
               centre("none", {3, 5}, {0, 5}), centre("empty", {0, 5}, {3, 5})});
}

void add_tensor_scatter(Cases& cases) {
  const CaseInput starts = of(MORTISE_DTYPE_INT64, {2}, {1, 3});
  const auto write = [](std::string_view what, std::vector<CaseInput> inputs,
                        sdk::Attrs attributes = {}) {
    return recipe(what, std::move(inputs), std::move(attributes));
  };
  move(cases,
       {write("at", {any({2, 3, 5, 4}), any({2, 3, 2, 4}), starts}),
        write("first", {any({2, 5, 4}), any({2, 3, 4})}),
        write("circular", {any({2, 5, 4}), any({2, 3, 4}), of(MORTISE_DTYPE_INT64, {2}, {4, 7})},
              {{"mode", "circular"}}),
        write("last_axis", {any({2, 3, 5}), any({2, 3, 2}), starts}, {{"axis", -1}}),
        write("whole", {any({2, 5, 4}), any({2, 5, 4})}),
        write("nothing", {any({2, 5, 4}), any({2, 0, 4})})});
}

}  // namespace

void add_movement(std::string_view op, Cases& cases) {
  static constexpr FamilyEntry kEntries[] = {{"Concat", &add_concat},
                                             {"Split", &add_split},
                                             {"Slice", &add_slice},
                                             {"Transpose", &add_transpose},
                                             {"Reshape", &add_reshape},
                                             {"Flatten", &add_flatten},
                                             {"Squeeze", &add_squeeze},
                                             {"Unsqueeze", &add_unsqueeze},
                                             {"Expand", &add_expand},
                                             {"Tile", &add_tile},
                                             {"DepthToSpace", &add_depth_to_space},
                                             {"SpaceToDepth", &add_space_to_depth},
                                             {"Pad", &add_pad},
                                             {"BitCast", &add_bit_cast},
                                             {"CenterCropPad", &add_center_crop_pad},
                                             {"TensorScatter", &add_tensor_scatter}};
  add_from(kEntries, op, cases);
}

}  // namespace mortise::conform
