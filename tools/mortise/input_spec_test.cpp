#include "tools/mortise/input_spec.hpp"

#include <mortise/mortise.hpp>

#include <catch2/catch.hpp>

using mortise::Error;
using mortise::cli::InputSpec;
using mortise::cli::parse_input_spec;
using mortise::cli::split_name;
using Names = std::vector<std::string>;
using Pair = std::pair<std::string, std::string>;
using Shape = std::vector<int64_t>;

TEST_CASE("each kind of input is recognised") {
  CHECK(parse_input_spec("dir/x.npy").kind == InputSpec::Kind::kNpy);
  CHECK(parse_input_spec("dir/x.npy").path == "dir/x.npy");
  CHECK(parse_input_spec("x.bin").kind == InputSpec::Kind::kRaw);
  CHECK(parse_input_spec("zeros").kind == InputSpec::Kind::kZeros);
  CHECK(parse_input_spec("zeros:2x3").shape == Shape{2, 3});

  const InputSpec raw = parse_input_spec("x.raw:float16:1x3x8x8");
  CHECK(raw.kind == InputSpec::Kind::kRaw);
  CHECK(raw.path == "x.raw");
  CHECK(raw.dtype == "float16");
  CHECK(raw.shape == Shape{1, 3, 8, 8});

  const InputSpec image = parse_input_spec("p.jpeg:width=64,mean=0.5");
  CHECK(image.kind == InputSpec::Kind::kImage);
  CHECK(image.path == "p.jpeg");
  CHECK(image.image_options == "width=64,mean=0.5");
}

TEST_CASE("random inputs take a shape, a range, or both") {
  CHECK_FALSE(parse_input_spec("random").shape);
  CHECK(parse_input_spec("random:2x3").shape == Shape{2, 3});
  CHECK(parse_input_spec("random:0..255").range == std::pair(0.0, 255.0));
  const InputSpec both = parse_input_spec("random:scalar:-1.5..2");
  CHECK(both.shape == Shape{});
  CHECK(both.range == std::pair(-1.5, 2.0));
}

TEST_CASE("a file's name may hold colons and other extensions") {
  CHECK(parse_input_spec("a:b.npy").path == "a:b.npy");
  CHECK(parse_input_spec("x.raw.npy").kind == InputSpec::Kind::kNpy);
  CHECK(parse_input_spec("a.png.raw:uint8:4").path == "a.png.raw");
}

TEST_CASE("what is no input is refused with what would be one") {
  using Catch::Contains;
  CHECK_THROWS_WITH(parse_input_spec("x.txt"), Contains("`x.txt` is no input"));
  CHECK_THROWS_WITH(parse_input_spec(""), Contains("random or zeros"));
  CHECK_THROWS_WITH(parse_input_spec(".npy"), Contains("is no input"));
  CHECK_THROWS_WITH(parse_input_spec("x.npy:1x2"), Contains("says its dtype and shape itself"));
  CHECK_THROWS_WITH(parse_input_spec("x.raw:float32:1x2:3"), Contains("FILE.raw[:DTYPE[:SHAPE]]"));
  CHECK_THROWS_WITH(parse_input_spec("x.raw:float32:axb"), Contains("`axb` is not a shape"));
  CHECK_THROWS_WITH(parse_input_spec("random:1..x"), Contains("`1..x` is not a range"));
  CHECK_THROWS_WITH(parse_input_spec("random:3..1"), Contains("is empty"));
  CHECK_THROWS_WITH(parse_input_spec("random:0..1:2x2"), Contains("random[:SHAPE][:LOW..HIGH]"));
  CHECK_THROWS_WITH(parse_input_spec("zeros:0..1"), Contains("is not a shape"));
}

TEST_CASE("the name of an input is split off, whatever it holds") {
  CHECK(split_name("x=a.npy", {"x", "y"}, "--input") == Pair("x", "a.npy"));
  CHECK(split_name("a:0=b.npy", {"a:0"}, "--input") == Pair("a:0", "b.npy"));
  // The longest name that fits.
  CHECK(split_name("x=y=a.npy", {"x", "x=y"}, "--input") == Pair("x=y", "a.npy"));
  CHECK(split_name("x=y=a.npy", {"x"}, "--input") == Pair("x", "y=a.npy"));
}

TEST_CASE("the name may be left out when there is one input") {
  CHECK(split_name("a.npy", {"x"}, "--input") == Pair("x", "a.npy"));
  CHECK(split_name("a.png:width=3", {"x"}, "--input") == Pair("x", "a.png:width=3"));
  CHECK_THROWS_WITH(split_name("a.npy", {"x", "y"}, "--input"),
                    Catch::Contains("say which of x, y is meant"));
}

TEST_CASE("an unknown name is refused with the known ones") {
  CHECK_THROWS_WITH(split_name("z=a.npy", {"x", "y"}, "--input"),
                    Catch::Contains("--input z=a.npy: the model has no `z`; it has x, y"));
  CHECK_THROWS_WITH(split_name("z=a.npy", {"x"}, "--output"), Catch::Contains("it has x"));
}
