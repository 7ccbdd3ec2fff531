#include <mortise/sdk/inference.hpp>

#include <catch2/catch.hpp>

namespace mortise::sdk {
namespace {

TEST_CASE("Axes count from either end") {
  REQUIRE(normalize_axis(-1, 3) == 2);
  REQUIRE(normalize_axis(0, 3) == 0);
  REQUIRE_THROWS_WITH(normalize_axis(3, 3), "axis 3 is out of range for rank 3");
  REQUIRE(normalize_axes({-1, 0}, 3) == std::vector<int64_t>{0, 2});
  REQUIRE_THROWS_WITH(normalize_axes({2, -1}, 3), "axis 2 is named twice");
}

TEST_CASE("A type that is like a longer one says its own length") {
  struct {
    mortise_type_t known;
    uint64_t added;
  } like{tensor_type(MORTISE_DTYPE_FLOAT32, {}), 0};
  like.known.struct_size = sizeof(like);
  uint64_t seen = 0;
  mortise_inference_t out{};
  out.struct_size = sizeof(out);
  out.self = &seen;
  out.set_type = [](void* self, uint64_t, const mortise_type_t* type) -> mortise_status_t* {
    *static_cast<uint64_t*>(self) = type->struct_size;
    return nullptr;
  };
  Inference(&out).set_like(0, like.known, MORTISE_DTYPE_BOOL);
  REQUIRE(seen == sizeof(mortise_type_t));
}

TEST_CASE("Broadcasting keeps what is certain about unknown extents") {
  const int64_t n = MORTISE_DIM_SYMBOL(0);
  const int64_t m = MORTISE_DIM_SYMBOL(1);
  REQUIRE(broadcast_shapes(Shape{n, 3}, Shape{n, 1}) == Shape{n, 3});
  REQUIRE(broadcast_shapes(Shape{n}, Shape{1}) == Shape{n});
  REQUIRE(broadcast_shapes(Shape{n}, Shape{4}) == Shape{4});
  REQUIRE(broadcast_shapes(Shape{n}, Shape{m}) == Shape{MORTISE_DIM_UNKNOWN});
  REQUIRE(broadcast_shapes(Shape{2, 1}, Shape{0}) == Shape{2, 0});
  REQUIRE_THROWS_WITH(broadcast_shapes(Shape{2}, Shape{3}),
                      Catch::StartsWith("shapes [2] and [3] do not"));
}

TEST_CASE("Equal extents unify to what says most") {
  const int64_t n = MORTISE_DIM_SYMBOL(0);
  REQUIRE(unify_extents(MORTISE_DIM_UNKNOWN, n) == n);
  REQUIRE(unify_extents(n, 5) == 5);
  REQUIRE_THROWS_WITH(unify_extents(4, 5), "extents 4 and 5 must be equal");
}

TEST_CASE("Reduced shapes drop axes or keep them as 1") {
  REQUIRE(reduced_shape(Shape{2, 3, 4}, {0, 2}, false) == Shape{3});
  REQUIRE(reduced_shape(Shape{2, 3, 4}, {0, 2}, true) == Shape{1, 3, 1});
}

}  // namespace
}  // namespace mortise::sdk
