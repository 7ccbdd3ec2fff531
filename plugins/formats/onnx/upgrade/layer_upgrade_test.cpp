// Conversions of whole layers: normalisation, softmax, resizing, selection, recurrence, scans.
#include <catch2/catch.hpp>

#include "plugins/formats/onnx/testing/model.hpp"

using namespace mortise::onnx::testing;
using mortise::onnx_proto::GraphProto;
using mortise::onnx_proto::NodeProto;

TEST_CASE("Softmax over the last axis needs no reshaping") {
  const auto axis = [](int64_t value) {
    return [value](NodeProto& node, GraphProto&) { set_int(node, "axis", value); };
  };
  CHECK(describe_node(11, "Softmax", {"x"}, {"y"}, axis(-1)) == "y = Softmax(x) axis=-1\n");
  CHECK(describe_node(13, "Softmax", {"x"}, {"y"}, axis(1)) == "y = Softmax(x) axis=1\n");
}

TEST_CASE("Softmax before opset 13 normalises the rows of a matrix") {
  for (const char* op : {"Softmax", "LogSoftmax", "Hardmax"}) {
    CHECK(describe_node(12, op, {"x"}, {"y"}) ==
          "t0 = Shape(x)\n"
          "t1 = Flatten(x) axis=1\n"
          "t2 = " +
              std::string(op) +
              "(t1) axis=-1\n"
              "y = Reshape(t2, t0)\n");
  }
}

TEST_CASE("a standard operator without outputs is left out") {
  CHECK(describe_node(12, "Softmax", {"x"}, {}).empty());
  CHECK(describe_node(12, "Softmax", {"x"}, {""}).empty());
  CHECK(describe_node(17, "Relu", {"x"}, {}).empty());
}

TEST_CASE("Upsample becomes a Resize that rounds down") {
  const std::string expected =
      "y = Resize(x, _, [1, 1, 2, 3]) coordinate_transformation_mode=asymmetric "
      "mode=nearest nearest_mode=floor\n";
  CHECK(describe_node(7, "Upsample", {"x"}, {"y"}, [](NodeProto& node, GraphProto&) {
          set_floats(node, "scales", {1, 1, 2, 3});
          set_string(node, "mode", "nearest");
        }) == expected);
  CHECK(describe_node(1, "Upsample", {"x"}, {"y"}, [](NodeProto& node, GraphProto&) {
          set_float(node, "height_scale", 2);
          set_float(node, "width_scale", 3);
          set_string(node, "mode", "nearest");
        }) == expected);
  CHECK(describe_node(9, "Upsample", {"x", "s"}, {"y"}) ==
        "y = Resize(x, _, s) coordinate_transformation_mode=asymmetric nearest_mode=floor\n");
  CHECK(describe_node(10, "Resize", {"x", "s"}, {"y"}) ==
        "y = Resize(x, _, s) coordinate_transformation_mode=asymmetric nearest_mode=floor\n");
}

TEST_CASE("Resize gets no region and no scales that it would ignore") {
  CHECK(describe_node(11, "Resize", {"x", "roi", "s"}, {"y"}) == "y = Resize(x, _, s)\n");
  CHECK(describe_node(11, "Resize", {"x", "roi", "s", "n"}, {"y"}) == "y = Resize(x, _, _, n)\n");
  CHECK(describe_node(11, "Resize", {"x", "roi", "s"}, {"y"}, [](NodeProto& node, GraphProto&) {
          set_string(node, "coordinate_transformation_mode", "tf_crop_and_resize");
        }) == "y = Resize(x, roi, s) coordinate_transformation_mode=tf_crop_and_resize\n");
  CHECK(
      describe_node(13, "Resize", {"x", "roi", "s", "n"}, {"y"}, [](NodeProto&, GraphProto& graph) {
        add_initializer(graph, "roi", {0}, {});
        add_initializer(graph, "s", {0}, {});
      }) == "y = Resize(x, _, _, n)\n");
}

TEST_CASE("tf_half_pixel_for_nn becomes half_pixel with another rounding") {
  const auto convert = [](std::string_view rounding) {
    return describe_node(11, "Resize", {"x", "", "s"}, {"y"}, [&](NodeProto& node, GraphProto&) {
      set_string(node, "coordinate_transformation_mode", "tf_half_pixel_for_nn");
      set_string(node, "nearest_mode", rounding);
    });
  };
  CHECK(convert("floor") ==
        "y = Resize(x, _, s) coordinate_transformation_mode=half_pixel "
        "nearest_mode=round_prefer_ceil\n");
  CHECK(convert("round_prefer_floor") ==
        "y = Resize(x, _, s) coordinate_transformation_mode=half_pixel nearest_mode=ceil\n");
  // No rounding says this one: the old form stays, for the compiler to report.
  CHECK(convert("ceil").find("y = Resize@12(") == 0);
}

TEST_CASE("GridSample's modes get the names that Resize uses") {
  CHECK(describe_node(16, "GridSample", {"x", "g"}, {"y"}) == "y = GridSample(x, g) mode=linear\n");
  CHECK(describe_node(16, "GridSample", {"x", "g"}, {"y"}, [](NodeProto& node, GraphProto&) {
          set_string(node, "mode", "bicubic");
        }) == "y = GridSample(x, g) mode=cubic\n");
}

TEST_CASE("BatchNormalization trains when it was told to, or when statistics are wanted") {
  const auto test_mode = [](NodeProto& node, GraphProto&) { set_int(node, "is_test", 1); };
  CHECK(describe_node(6, "BatchNormalization", {"x", "s", "b", "m", "v"}, {"y"}, test_mode) ==
        "y = BatchNormalization(x, s, b, m, v)\n");
  CHECK(describe_node(6, "BatchNormalization", {"x", "s", "b", "m", "v"}, {"y"}) ==
        "y = BatchNormalization(x, s, b, m, v) training_mode=1\n");
  CHECK(describe_node(9, "BatchNormalization", {"x", "s", "b", "m", "v"}, {"y", "p", "q"}) ==
        "y, p, q = BatchNormalization(x, s, b, m, v) training_mode=1\n");
  // Absent outputs at the end ask for nothing.
  CHECK(describe_node(9, "BatchNormalization", {"x", "s", "b", "m", "v"}, {"y", "", ""}) ==
        "y = BatchNormalization(x, s, b, m, v)\n");
}

TEST_CASE("BatchNormalization over elements becomes arithmetic") {
  CHECK(describe_node(7, "BatchNormalization", {"x", "s", "b", "m", "v"}, {"y"},
                      [](NodeProto& node, GraphProto&) {
                        set_int(node, "spatial", 0);
                        set_float(node, "epsilon", 0.5f);
                      }) ==
        "t0 = Add(v, 0.5)\n"
        "t1 = Sqrt(t0)\n"
        "t2 = Sub(x, m)\n"
        "t3 = Div(t2, t1)\n"
        "t4 = Mul(t3, s)\n"
        "y = Add(t4, b)\n");
}

TEST_CASE("GroupNormalization's scale per group becomes one per channel") {
  const std::string text =
      describe_node(18, "GroupNormalization", {"x", "s", "b"}, {"y"},
                    [](NodeProto& node, GraphProto&) { set_int(node, "num_groups", 2); });
  CHECK(text ==
        "t0 = Shape(x) end=2 start=1\n"
        "t1 = Div(t0, [2])\n"
        "t2 = Concat([2], t1) axis=0\n"
        "t3 = Reshape(s, [2, 1])\n"
        "t4 = Expand(t3, t2)\n"
        "t5 = Reshape(t4, [-1])\n"
        "t6 = Reshape(b, [2, 1])\n"
        "t7 = Expand(t6, t2)\n"
        "t8 = Reshape(t7, [-1])\n"
        "y = GroupNormalization(x, t5, t8) num_groups=2\n");
}

TEST_CASE("OneHot's negative indices still select nothing") {
  CHECK(describe_node(9, "OneHot", {"i", "d", "v"}, {"y"}) ==
        "t0 = Less(i, 0)\n"
        "t1 = Reshape(d, [])\n"
        "t2 = CastLike(t1, i)\n"
        "t3 = Where(t0, t2, i)\n"
        "y = OneHot(t3, d, v)\n");
  CHECK(describe_node(11, "OneHot", {"i", "d", "v"}, {"y"}) == "y = OneHot(i, d, v)\n");
}

TEST_CASE("operators that were renamed get their new names") {
  CHECK(describe_node(9, "Scatter", {"x", "i", "u"}, {"y"}) == "y = ScatterElements(x, i, u)\n");
}

TEST_CASE("small conversions of defaults and kinds") {
  CHECK(describe_node(1, "GlobalLpPool", {"x"}, {"y"}, [](NodeProto& node, GraphProto&) {
          set_float(node, "p", 3);
        }) == "y = GlobalLpPool(x) p=3\n");
  CHECK(describe_node(10, "RoiAlign", {"x", "r", "i"}, {"y"}) ==
        "y = RoiAlign(x, r, i) coordinate_transformation_mode=output_half_pixel\n");
  CHECK(describe_node(3, "GRU", {"x", "w", "r"}, {"y"}, [](NodeProto& node, GraphProto&) {
          set_int(node, "output_sequence", 1);
          set_int(node, "hidden_size", 4);
        }) == "y = GRU(x, w, r) hidden_size=4\n");
  CHECK(describe_node(6, "Gemm", {"x", "w", "b"}, {"y"}, [](NodeProto& node, GraphProto&) {
          set_int(node, "broadcast", 1);
        }) == "y = Gemm(x, w, b)\n");
}

TEST_CASE("a batched Scan becomes a Scan over the batch") {
  ModelProto model = make_model(8);
  GraphProto& graph = *model.mutable_graph();
  add_input(graph, "initial");
  add_input(graph, "x");
  NodeProto& node = add_node(graph, "Scan", {"", "initial", "x"}, {"final", "y"});
  set_int(node, "num_scan_inputs", 1);
  set_ints(node, "directions", {1});
  GraphProto& body = set_graph(node, "body");
  add_input(body, "sum");
  add_input(body, "item");
  add_node(body, "Add", {"sum", "item"}, {"next"});
  add_node(body, "Identity", {"next"}, {"copy"});
  add_output(body, "next");
  add_output(body, "copy");
  add_output(graph, "final");

  const auto read_graph = read(model);
  CHECK(describe(read_graph->get()) ==
        "final, y = Scan(initial, x) body=<graph> num_scan_inputs=2\n");
  const auto& outer = *read_graph->get().node(read_graph->get().order().front());
  CHECK(describe(*outer.attributes[0].graph) ==
        "t0, t1 = Scan(input_0, input_1) body=<graph> num_scan_inputs=1 "
        "scan_input_directions=[1]\n");
}

TEST_CASE("a batched Scan of samples of differing lengths keeps its form") {
  CHECK(describe_node(8, "Scan", {"lengths", "initial", "x"}, {"final"}) ==
        "final = Scan@8(lengths, initial, x)\n");
}
