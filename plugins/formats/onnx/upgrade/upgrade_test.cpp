#include <catch2/catch.hpp>

#include "plugins/formats/onnx/testing/model.hpp"

using namespace mortise::onnx::testing;
using mortise::onnx_proto::GraphProto;
using mortise::onnx_proto::NodeProto;

namespace {

void axes(NodeProto& node, GraphProto&) { set_ints(node, "axes", {0, 2}); }

}  // namespace

TEST_CASE("an operator in its newest form is left as it is") {
  CHECK(describe_node(14, "Relu", {"x"}, {"y"}) == "y = Relu(x)\n");
  CHECK(describe_node(7, "Relu", {"x"}, {"y"}) == "y = Relu(x)\n");
  CHECK(describe_node(13, "Squeeze", {"x", "a"}, {"y"}) == "y = Squeeze(x, a)\n");
}

TEST_CASE("an operator that nobody knows passes through") {
  CHECK(describe_node(9, "Wobble", {"x"}, {"y"}, [](NodeProto& node, GraphProto&) {
          set_float(node, "much", 1.5f);
        }) == "y = Wobble(x) much=1.5\n");
}

TEST_CASE("consumed_inputs is dropped before opset 6") {
  CHECK(describe_node(1, "Relu", {"x"}, {"y"}, [](NodeProto& node, GraphProto&) {
          set_ints(node, "consumed_inputs", {0});
        }) == "y = Relu(x)\n");
}

TEST_CASE("axes become an input") {
  CHECK(describe_node(12, "Squeeze", {"x"}, {"y"}, axes) == "y = Squeeze(x, [0, 2])\n");
  CHECK(describe_node(11, "Unsqueeze", {"x"}, {"y"}, axes) == "y = Unsqueeze(x, [0, 2])\n");
  CHECK(describe_node(12, "Squeeze", {"x"}, {"y"}) == "y = Squeeze(x)\n");
  CHECK(describe_node(12, "ReduceSum", {"x"}, {"y"}, axes) == "y = ReduceSum(x, [0, 2])\n");
  CHECK(describe_node(17, "ReduceMean", {"x"}, {"y"}, axes) == "y = ReduceMean(x, [0, 2])\n");
  CHECK(describe_node(17, "ReduceMax", {"x"}, {"y"}, [](NodeProto& node, GraphProto&) {
          set_ints(node, "axes", {});
          set_int(node, "keepdims", 0);
        }) == "y = ReduceMax(x) keepdims=0\n");
}

TEST_CASE("an attribute of the wrong kind is an error that names it") {
  ModelProto model = make_model(11);
  add_input(*model.mutable_graph(), "x");
  set_int(add_node(*model.mutable_graph(), "Squeeze", {"x"}, {"y"}), "axes", 1);
  CHECK(read_error(model) == "node 0 (Squeeze): attribute `axes` is an int; it must be integers");
}

TEST_CASE("a conversion that needs an input says when it is missing") {
  ModelProto model = make_model(6);
  set_float(add_node(*model.mutable_graph(), "Clip", {}, {"y"}), "min", 0);
  CHECK(read_error(model) == "node 0 (Clip): input 0 is missing");
}

TEST_CASE("Clip's bounds become inputs of the data's dtype") {
  const auto bounds = [](NodeProto& node, GraphProto&) {
    set_float(node, "min", -0.5f);
    set_float(node, "max", 6);
  };
  CHECK(describe_node(6, "Clip", {"x"}, {"y"}, bounds) == "y = Clip(x, -0.5, 6)\n");
  CHECK(describe_node(6, "Clip", {"x"}, {"y"}, [&](NodeProto& node, GraphProto& graph) {
          add_input(graph, "x", MORTISE_DTYPE_FLOAT16);
          bounds(node, graph);
        }) == "y = Clip(x, -0.5:float16, 6:float16)\n");
  CHECK(describe_node(6, "Clip", {"x"}, {"y"}, [](NodeProto& node, GraphProto&) {
          set_float(node, "max", 1);
        }) == "y = Clip(x, _, 1)\n");
}

TEST_CASE("a bound is cast when the data's dtype is not known") {
  ModelProto model = make_model(10);
  GraphProto& graph = *model.mutable_graph();
  add_input(graph, "x");
  add_node(graph, "Wobble", {"x"}, {"w"});
  set_float(add_node(graph, "Clip", {"w"}, {"y"}), "min", 0);
  CHECK(describe(read(model)->get()) == "w = Wobble(x)\nt0 = CastLike(0, w)\ny = Clip(w, t0)\n");

  SECTION("unless the file states it") {
    auto& info = *graph.add_value_info();
    info.set_name("w");
    *info.mutable_type() = tensor_type(MORTISE_DTYPE_FLOAT64, {});
    CHECK(describe(read(model)->get()) == "w = Wobble(x)\ny = Clip(w, 0:float64)\n");
  }
}

TEST_CASE("Slice, Pad, Split, Reshape and TopK take their lists as inputs") {
  CHECK(describe_node(9, "Slice", {"x"}, {"y"}, [](NodeProto& node, GraphProto&) {
          set_ints(node, "starts", {1});
          set_ints(node, "ends", {-1});
          set_ints(node, "axes", {2});
        }) == "y = Slice(x, [1], [-1], [2])\n");
  CHECK(describe_node(10, "Pad", {"x"}, {"y"}, [](NodeProto& node, GraphProto&) {
          set_ints(node, "pads", {1, 2});
          set_string(node, "mode", "reflect");
        }) == "y = Pad(x, [1, 2]) mode=reflect\n");
  CHECK(describe_node(1, "Pad", {"x"}, {"y"}, [](NodeProto& node, GraphProto&) {
          set_ints(node, "paddings", {1, 2});
          set_float(node, "value", 1.5f);
        }) == "y = Pad(x, [1, 2], 1.5)\n");
  CHECK(describe_node(11, "Split", {"x"}, {"y", "z"}, [](NodeProto& node, GraphProto&) {
          set_ints(node, "split", {1, 3});
        }) == "y, z = Split(x, [1, 3])\n");
  CHECK(describe_node(2, "Split", {"x"}, {"y", "", "z"}).find("Split(x) num_outputs=3\n") !=
        std::string::npos);
  CHECK(describe_node(1, "Reshape", {"x"}, {"y"}, [](NodeProto& node, GraphProto&) {
          set_ints(node, "shape", {0, -1});
        }) == "y = Reshape(x, [0, -1])\n");
  CHECK(describe_node(9, "TopK", {"x"}, {"y", "i"}, [](NodeProto& node, GraphProto&) {
          set_int(node, "k", 3);
        }) == "y, i = TopK(x, [3])\n");
  CHECK(describe_node(1, "Concat", {"x", "a"}, {"y"}) == "y = Concat(x, a) axis=1\n");
}

TEST_CASE("Tile's one repeat becomes a repeat per axis") {
  CHECK(describe_node(1, "Tile", {"x", "n", "axis"}, {"y"}) ==
        "t0 = Shape(x)\n"
        "t1 = Shape(t0)\n"
        "t2 = ConstantOfShape(t1) value=[1]\n"
        "t3 = Cast(axis) to=7\n"
        "t4 = Reshape(t3, [1])\n"
        "t5 = Cast(n) to=7\n"
        "t6 = Reshape(t5, [1])\n"
        "t7 = ScatterElements(t2, t4, t6)\n"
        "y = Tile(x, t7)\n");
}

TEST_CASE("DFT's axis becomes an input, and stays 1 by default") {
  CHECK(describe_node(17, "DFT", {"x"}, {"y"}) == "y = DFT(x, _, 1)\n");
}

TEST_CASE("Cast's type name becomes a number") {
  const auto to = [](std::string_view name) {
    return [name](NodeProto& node, GraphProto&) { set_string(node, "to", name); };
  };
  CHECK(describe_node(1, "Cast", {"x"}, {"y"}, to("INT64")) == "y = Cast(x) to=7\n");
  CHECK(error_of([&] { describe_node(1, "Cast", {"x"}, {"y"}, to("INTEGER")); }) ==
        "node 0 (Cast): attribute `to` is `INTEGER`, not a data type");
}

TEST_CASE("Dropout's ratio becomes an input, and old training requests stay") {
  const auto ratio = [](NodeProto& node, GraphProto&) { set_float(node, "ratio", 0.25f); };
  CHECK(describe_node(7, "Dropout", {"x"}, {"y"}, ratio) == "y = Dropout(x, 0.25)\n");
  CHECK(describe_node(6, "Dropout", {"x"}, {"y"}, ratio) == "y = Dropout(x, 0.25, 1:bool)\n");
  CHECK(describe_node(6, "Dropout", {"x"}, {"y"}, [](NodeProto& node, GraphProto&) {
          set_int(node, "is_test", 1);
        }) == "y = Dropout(x, 0.5)\n");
}

TEST_CASE("Dropout's mask keeps the dtype that it had") {
  const std::string text = describe_node(7, "Dropout", {"x"}, {"y", "mask"});
  CHECK(text == "y, t0 = Dropout(x, 0.5)\nmask = CastLike(t0, x)\n");
}

TEST_CASE("Selu's old defaults are kept") {
  CHECK(describe_node(1, "Selu", {"x"}, {"y"}) == "y = Selu(x) alpha=1.6732 gamma=1.0507\n");
  CHECK(describe_node(6, "Selu", {"x"}, {"y"}) == "y = Selu(x)\n");
}

TEST_CASE("an operand that was broadcast from an axis gets trailing ones") {
  CHECK(describe_node(6, "Add", {"x", "a"}, {"y"}, [](NodeProto& node, GraphProto&) {
          set_int(node, "broadcast", 1);
          set_int(node, "axis", 1);
        }).find("y = Add(x, t") != std::string::npos);
  CHECK(describe_node(6, "Add", {"x", "a"}, {"y"}, [](NodeProto& node, GraphProto&) {
          set_int(node, "broadcast", 1);
        }) == "y = Add(x, a)\n");
  CHECK(describe_node(6, "Mul", {"x", "a"}, {"y"}, [](NodeProto& node, GraphProto& graph) {
          add_initializer(graph, "a", {1}, {2});
          set_int(node, "broadcast", 1);
          set_int(node, "axis", 0);
        }) == "y = Mul(x, [2])\n");
}

TEST_CASE("PRelu's slope per channel gets trailing ones") {
  CHECK(describe_node(6, "PRelu", {"x", "a"}, {"y"}) ==
        "t0 = Shape(x)\n"
        "t1 = Shape(t0)\n"
        "t2 = Sub(t1, [2])\n"
        "t3 = ConstantOfShape(t2) value=[1]\n"
        "t4 = Concat([-1], t3) axis=0\n"
        "t5 = Reshape(a, t4)\n"
        "y = PRelu(x, t5)\n");
  CHECK(describe_node(7, "PRelu", {"x", "a"}, {"y"}) == "y = PRelu(x, a)\n");
}
