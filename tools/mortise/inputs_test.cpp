#include "tools/mortise/inputs.hpp"

#include <unistd.h>

#include <cmath>
#include <cstring>

#include <catch2/catch.hpp>

#include "tools/common/file.hpp"
#include "tools/common/npy.hpp"

using namespace mortise::cli;
using mortise::Error;
using mortise::tools::Array;
using Shape = std::vector<int64_t>;

namespace {

const InputType kImageLike = {"x", MORTISE_DTYPE_FLOAT32, true, {1, -1, 2}, true};

template <class T>
std::vector<T> values_of(const Array& array) {
  std::vector<T> values(array.bytes.size() / sizeof(T));
  std::memcpy(values.data(), array.bytes.data(), array.bytes.size());
  return values;
}

Array make(const std::string& spec, const InputType& type,
           const std::optional<Shape>& shape = std::nullopt, uint64_t seed = 1) {
  std::mt19937_64 random(seed);
  return make_input(parse_input_spec(spec), type, shape, random);
}

/// A file that is removed at the end of the test.
class TemporaryFile {
 public:
  TemporaryFile(const std::string& suffix, const std::string& content)
      : path_("/tmp/mortise_inputs_test_" + std::to_string(getpid()) + suffix) {
    mortise::tools::write_file(path_, content);
  }
  ~TemporaryFile() { unlink(path_.c_str()); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace

TEST_CASE("zeros and random inputs have the model's dtype and the shape that is asked for") {
  const Array zeros = make("zeros:1x3x2", kImageLike);
  CHECK(zeros.dtype == MORTISE_DTYPE_FLOAT32);
  CHECK(zeros.shape == Shape{1, 3, 2});
  CHECK(values_of<float>(zeros) == std::vector<float>(6, 0));
  CHECK(make("random", kImageLike, Shape{1, 5, 2}).shape == Shape{1, 5, 2});
}

TEST_CASE("a shape of the model's own needs no shape from the user") {
  const InputType type = {"x", MORTISE_DTYPE_INT64, true, {2, 2}, true};
  CHECK(make("random", type).shape == Shape{2, 2});
}

TEST_CASE("random numbers stay in their range and repeat with their seed") {
  const Shape shape = {1, 5000, 2};
  const auto first = values_of<float>(make("random", kImageLike, shape));
  CHECK(first == values_of<float>(make("random", kImageLike, shape)));
  CHECK(first != values_of<float>(make("random", kImageLike, shape, 2)));
  float low = 9;
  float high = -9;
  for (const float value : first) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
  CHECK(low >= -1);
  CHECK(low < -0.99F);
  CHECK(high <= 1);
  CHECK(high > 0.99F);

  const InputType integers = {"x", MORTISE_DTYPE_INT32, true, {1000}, true};
  std::vector<int> counts(4, 0);
  for (const int32_t value : values_of<int32_t>(make("random:2..5", integers))) {
    REQUIRE(value >= 2);
    REQUIRE(value <= 5);
    ++counts[static_cast<size_t>(value - 2)];
  }
  for (const int count : counts) CHECK(count > 150);
}

TEST_CASE("an open shape is an error that says how to close it") {
  CHECK_THROWS_WITH(make("random", kImageLike),
                    Catch::Contains("shape 1x?x2") && Catch::Contains("--shape x="));
  const InputType unranked = {"x", MORTISE_DTYPE_FLOAT32, false, {}, true};
  CHECK_THROWS_WITH(make("random", unranked), Catch::Contains("takes any shape"));
  CHECK(make("random:3", unranked).shape == Shape{3});
}

TEST_CASE("a tensor that does not fit the input is refused") {
  using Catch::Contains;
  CHECK_THROWS_WITH(make("zeros:1x3", kImageLike), Contains("takes the shape 1x?x2"));
  CHECK_THROWS_WITH(make("zeros:2x3x2", kImageLike), Contains("has 2x3x2"));
  CHECK_THROWS_WITH(make("zeros:1000000000x1000000000", kImageLike), Contains("too large"));
  CHECK_THROWS_WITH(make("zeros:9223372036854775807x2", kImageLike), Contains("too many elements"));
  const InputType sequence = {"x", MORTISE_DTYPE_FLOAT32, true, {1}, false};
  CHECK_THROWS_WITH(make("zeros", sequence), Contains("is not a tensor"));
  const InputType strings = {"x", MORTISE_DTYPE_STRING, true, {1}, true};
  CHECK_THROWS_WITH(make("random", strings), Contains("cannot be generated"));
}

TEST_CASE("a .npy file is taken as it is, when its dtype fits") {
  const TemporaryFile file(
      ".npy",
      mortise::tools::npy_header(MORTISE_DTYPE_FLOAT64, {1, 1, 2}, "x") + std::string(16, '\0'));
  CHECK_THROWS_WITH(make(file.path(), kImageLike), Catch::Contains("holds float64"));
  const InputType doubles = {"x", MORTISE_DTYPE_FLOAT64, true, {1, -1, 2}, true};
  CHECK(make(file.path(), doubles).shape == Shape{1, 1, 2});
  CHECK_THROWS_WITH(make("/tmp/no/such.npy", doubles), Catch::Contains("No such file"));
}

TEST_CASE("a raw file must have exactly the bytes of its shape") {
  const TemporaryFile file(".raw", std::string("\0\0\x80\x3f\0\0\0\x40", 8));
  CHECK(values_of<float>(make(file.path() + ":float32:1x1x2", kImageLike)) ==
        std::vector<float>{1, 2});
  CHECK(values_of<float>(make(file.path(), kImageLike, Shape{1, 1, 2})) ==
        std::vector<float>{1, 2});
  CHECK_THROWS_WITH(make(file.path() + ":float32:1x2x2", kImageLike),
                    Catch::Contains("has 8 bytes"));
  CHECK_THROWS_WITH(make(file.path() + ":float33:1x1x2", kImageLike),
                    Catch::Contains("`float33` is not a dtype"));
}

TEST_CASE("NaN in an input is refused, infinity is not") {
  Array array = make("zeros:1x3x2", kImageLike);
  const float infinity = INFINITY;
  std::memcpy(array.bytes.data(), &infinity, sizeof(infinity));
  CHECK_NOTHROW(refuse_nan(array, "x", "x.npy"));
  const float nan = NAN;
  std::memcpy(array.bytes.data() + 8, &nan, sizeof(nan));
  CHECK_THROWS_WITH(refuse_nan(array, "x", "x.npy"),
                    Catch::Contains("`x`: element 2 of x.npy is not a number"));
}
