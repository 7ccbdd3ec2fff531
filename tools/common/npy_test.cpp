#include "tools/common/npy.hpp"

#include <mortise/mortise.hpp>

#include <string.h>
#include <unistd.h>

#include <numeric>

#include <catch2/catch.hpp>

#include "tools/common/file.hpp"

using mortise::Error;
using mortise::tools::Array;
using mortise::tools::npy_header;
using mortise::tools::parse_npy;

namespace {

/// A .npy file of any version around any header.
std::string file_of(const std::string& header, const std::string& elements, char version = 1) {
  std::string file("\x93NUMPY", 6);
  file += version;
  file += '\0';
  file += static_cast<char>(header.size() & 0xff);
  file += static_cast<char>(header.size() >> 8);
  if (version > 1) file += std::string(2, '\0');
  return file + header + elements;
}

template <class T>
std::string bytes_of(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

template <class T>
std::vector<T> values_of(const Array& array) {
  std::vector<T> values(array.bytes.size() / sizeof(T));
  memcpy(values.data(), array.bytes.data(), array.bytes.size());
  return values;
}

std::string header_of(const std::string& descriptor, const std::string& order,
                      const std::string& shape) {
  return "{'descr': '" + descriptor + "', 'fortran_order': " + order + ", 'shape': " + shape +
         ", }\n";
}

std::string message_of(const std::string& content) {
  try {
    parse_npy(content, "x.npy");
  } catch (const Error& error) {
    CHECK_THAT(error.what(), Catch::StartsWith("x.npy: "));
    return error.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("a .npy file of each version is read") {
  const std::vector<float> values = {1.5F, -2, 3, 4, 5, 6};
  for (const char version : {1, 2, 3}) {
    const Array array =
        parse_npy(file_of(header_of("<f4", "False", "(2, 3)"), bytes_of(values), version), "x");
    CHECK(array.dtype == MORTISE_DTYPE_FLOAT32);
    CHECK(array.shape == std::vector<int64_t>{2, 3});
    CHECK(values_of<float>(array) == values);
  }
}

TEST_CASE("ranks 0 and 1, and empty arrays, are read") {
  CHECK(parse_npy(file_of(header_of("|b1", "False", "()"), "\x01"), "x").shape.empty());
  const Array line = parse_npy(file_of(header_of("|u1", "False", "(3,)"), "abc"), "x");
  CHECK(line.shape == std::vector<int64_t>{3});
  const Array empty = parse_npy(file_of(header_of("<i8", "True", "(2, 0, 4)"), ""), "x");
  CHECK(empty.shape == std::vector<int64_t>{2, 0, 4});
  CHECK(empty.bytes.empty());
}

TEST_CASE("column-major elements come out row-major") {
  // 2x3x2, element [i][j][k] has the value 100 i + 10 j + k.
  std::vector<int32_t> column_major;
  std::vector<int32_t> row_major;
  for (int k = 0; k < 2; ++k) {
    for (int j = 0; j < 3; ++j) {
      for (int i = 0; i < 2; ++i) column_major.push_back(100 * i + 10 * j + k);
    }
  }
  for (int i = 0; i < 2; ++i) {
    for (int j = 0; j < 3; ++j) {
      for (int k = 0; k < 2; ++k) row_major.push_back(100 * i + 10 * j + k);
    }
  }
  const Array array =
      parse_npy(file_of(header_of("<i4", "True", "(2, 3, 2)"), bytes_of(column_major)), "x");
  CHECK(values_of<int32_t>(array) == row_major);
}

TEST_CASE("big-endian elements come out little-endian") {
  const Array words = parse_npy(
      file_of(header_of(">i2", "False", "(2,)"), std::string("\x01\x02\x00\x03", 4)), "x");
  CHECK(values_of<int16_t>(words) == std::vector<int16_t>{0x0102, 3});
  // The two parts of a complex number are reversed each for itself.
  const Array complex = parse_npy(file_of(header_of(">c8", "False", "(1,)"),
                                          std::string("\x3f\x80\x00\x00\x40\x00\x00\x00", 8)),
                                  "x");
  CHECK(values_of<float>(complex) == std::vector<float>{1, 2});
}

TEST_CASE("what is written is read back, and the elements are aligned") {
  const std::string path = "/tmp/mortise_npy_test_" + std::to_string(getpid()) + ".npy";
  std::vector<int64_t> values(24);
  std::iota(values.begin(), values.end(), -5);
  for (const std::vector<int64_t>& shape : {std::vector<int64_t>{24}, {2, 3, 4}, {1, 24, 1, 1}}) {
    CHECK(npy_header(MORTISE_DTYPE_INT64, shape, "x").size() % 64 == 0);
    mortise::tools::write_npy(path, MORTISE_DTYPE_INT64, shape,
                              reinterpret_cast<const std::byte*>(values.data()), 24 * 8);
    const Array array = mortise::tools::read_npy(path);
    CHECK(array.dtype == MORTISE_DTYPE_INT64);
    CHECK(array.shape == shape);
    CHECK(values_of<int64_t>(array) == values);
  }
  CHECK(parse_npy(npy_header(MORTISE_DTYPE_FLOAT64, {}, "x") + std::string(8, '\0'), "x")
            .shape.empty());
  unlink(path.c_str());
}

TEST_CASE("a dtype that NumPy lacks is refused on writing") {
  CHECK_THROWS_WITH(npy_header(MORTISE_DTYPE_BFLOAT16, {1}, "y.npy"),
                    Catch::Contains("y.npy: NumPy has no bfloat16") && Catch::Contains(".raw"));
}

TEST_CASE("what is no .npy file is refused with the reason") {
  using Catch::Contains;
  const std::string good = header_of("<f4", "False", "(2,)");
  CHECK_THAT(message_of(""), Contains("x.npy: is not a .npy file"));
  CHECK_THAT(message_of("PK\x03\x04 an archive, not an array"), Contains("is not a .npy file"));
  CHECK_THAT(message_of(file_of(good, "12345678", 4)), Contains("version 4"));
  CHECK_THAT(message_of(file_of(good, "").substr(0, 30)), Contains("cut off"));
  CHECK_THAT(message_of(file_of(good, "1234567")), Contains("needs 2 elements of 4 bytes"));
  CHECK_THAT(message_of(file_of(good, "123456789")), Contains("9 bytes follow"));
  CHECK_THAT(message_of(file_of(header_of("|O", "False", "(1,)"), "x")), Contains("`|O`"));
  CHECK_THAT(message_of(file_of(header_of("<U3", "False", "(1,)"), "x")), Contains("`<U3`"));
  CHECK_THAT(message_of(file_of(header_of("", "False", "(1,)"), "x")), Contains("``"));
}

TEST_CASE("a malformed header is refused with its position") {
  using Catch::Contains;
  const auto refused = [](const std::string& header) { return message_of(file_of(header, "")); };
  CHECK_THAT(refused(""), Contains("lacks a `{`"));
  CHECK_THAT(refused("{"), Contains("at its byte 1"));
  CHECK_THAT(refused("{'descr': '<f4'}"), Contains("needs the keys"));
  CHECK_THAT(refused("{'descr': '<f4"), Contains("without end"));
  CHECK_THAT(refused("{'descr': [('a', '<f4')], }"), Contains("structured dtype"));
  CHECK_THAT(refused("{'fortran_order': 1, }"), Contains("True or False"));
  CHECK_THAT(refused("{'shape': (-1,), }"), Contains("no size"));
  CHECK_THAT(refused("{'shape': (99999999999999999999,), }"), Contains("no size"));
  CHECK_THAT(refused("{'shape': (1 2), }"), Contains("lacks a `)`"));
  CHECK_THAT(refused("{'extra': '', }"), Contains("unknown key `extra`"));
  CHECK_THAT(refused(header_of("<f4", "False", "(2,)") + "x"), Contains("after its end"));
  std::string deep = "(";
  for (int axis = 0; axis < 65; ++axis) deep += "1, ";
  CHECK_THAT(refused("{'shape': " + deep + ")}"), Contains("64 extents"));
}

TEST_CASE("a shape whose size overflows is refused without allocating") {
  using Catch::Contains;
  const std::string huge = header_of("<f8", "False", "(4294967296, 4294967296)");
  CHECK_THAT(message_of(file_of(huge, "")), Contains("too many elements"));
  const std::string large = header_of("<f8", "False", "(1152921504606846976, 4)");
  CHECK_THAT(message_of(file_of(large, "")), Contains("0 bytes follow"));
}

TEST_CASE("shapes are parsed as they are printed") {
  using mortise::tools::format_shape;
  using mortise::tools::parse_shape;
  CHECK(parse_shape("1x3x64x64") == std::vector<int64_t>{1, 3, 64, 64});
  CHECK(parse_shape("1,3") == std::vector<int64_t>{1, 3});
  CHECK(parse_shape("scalar").empty());
  CHECK(format_shape({2, -1, 7}) == "2x?x7");
  CHECK(format_shape({}) == "scalar");
  for (const char* wrong : {"", "x", "1x", "x1", "1xx2", "-1x2", "1 x 2", "1x2.5", "axb"}) {
    CAPTURE(wrong);
    CHECK_THROWS_AS(parse_shape(wrong), Error);
  }
}

TEST_CASE("files that cannot be read are errors with their path") {
  using Catch::Contains;
  CHECK_THROWS_WITH(mortise::tools::read_file("/tmp/no/such/file"),
                    Contains("/tmp/no/such/file: No such file"));
  CHECK_THROWS_WITH(mortise::tools::read_file("/tmp"), Contains("not a regular file"));
  CHECK_THROWS_WITH(mortise::tools::write_file("/tmp/no/such/file", ""),
                    Contains("/tmp/no/such/file: No such file"));
}
