#include "tools/mortise/image.hpp"

#include <mortise/mortise.hpp>

#include <unistd.h>

#include <cstring>

#include <catch2/catch.hpp>

#include "tools/common/file.hpp"
#include "tools/mortise/pixels.hpp"

using mortise::cli::ImageTarget;
using mortise::cli::read_image;
using mortise::tools::Array;
using Shape = std::vector<int64_t>;

namespace {

void append_little_endian(std::string& text, uint32_t value, int bytes) {
  for (int byte = 0; byte < bytes; ++byte) text += static_cast<char>(value >> (8 * byte) & 0xff);
}

/// A BMP of 24 bits a pixel; `pixels` are rows from top to bottom, each pixel 0xRRGGBB.
std::string bitmap(int width, int height, const std::vector<uint32_t>& pixels) {
  const uint32_t row_size = static_cast<uint32_t>(width * 3 + 3) / 4 * 4;
  std::string file = "BM";
  append_little_endian(file, 54 + row_size * static_cast<uint32_t>(height), 4);
  append_little_endian(file, 0, 4);
  append_little_endian(file, 54, 4);
  append_little_endian(file, 40, 4);
  append_little_endian(file, static_cast<uint32_t>(width), 4);
  append_little_endian(file, static_cast<uint32_t>(height), 4);
  append_little_endian(file, 1 | 24 << 16, 4);
  for (int word = 0; word < 6; ++word) append_little_endian(file, 0, 4);
  for (int row = height; row-- > 0;) {
    std::string line;
    for (int column = 0; column < width; ++column) {
      append_little_endian(line, pixels[static_cast<size_t>(row * width + column)], 3);
    }
    line.resize(row_size, '\0');
    file += line;
  }
  return file;
}

class ImageFile {
 public:
  explicit ImageFile(const std::string& content)
      : path_("/tmp/mortise_image_test_" + std::to_string(getpid()) + "_" +
              std::to_string(count_++) + ".bmp") {
    mortise::tools::write_file(path_, content);
  }
  ~ImageFile() { unlink(path_.c_str()); }
  const std::string& path() const { return path_; }

 private:
  static inline int count_ = 0;
  std::string path_;
};

std::vector<float> floats_of(const Array& array) {
  std::vector<float> values(array.bytes.size() / sizeof(float));
  std::memcpy(values.data(), array.bytes.data(), array.bytes.size());
  return values;
}

const ImageTarget kFloats = {MORTISE_DTYPE_FLOAT32, {1, 3, -1, -1}};
const ImageFile& two_by_one() {
  static const ImageFile file(bitmap(2, 1, {0xff0000, 0x0033ff}));
  return file;
}

}  // namespace

TEST_CASE("an image becomes channel planes of red, green and blue between 0 and 1") {
  const Array array = read_image(two_by_one().path(), "", kFloats);
  CHECK(array.shape == Shape{1, 3, 1, 2});
  CHECK(floats_of(array) == std::vector<float>{1, 0, 0, 0.2F, 0, 1});
}

TEST_CASE("the order of channels and the layout can be chosen") {
  CHECK(floats_of(read_image(two_by_one().path(), "order=bgr", kFloats)) ==
        std::vector<float>{0, 1, 0, 0.2F, 1, 0});
  const Array last =
      read_image(two_by_one().path(), "layout=nhwc", {MORTISE_DTYPE_FLOAT32, {-1, -1, -1, -1}});
  CHECK(last.shape == Shape{1, 1, 2, 3});
  CHECK(floats_of(last) == std::vector<float>{1, 0, 0, 0, 0.2F, 1});
}

TEST_CASE("the model's shape shows layout, channels and size") {
  const Array array = read_image(two_by_one().path(), "", {MORTISE_DTYPE_UINT8, {4, 6, 3}});
  CHECK(array.shape == Shape{4, 6, 3});
  CHECK(array.bytes.size() == 72);
  CHECK(array.bytes[0] == std::byte{255});  // integers are not scaled
  CHECK(read_image(two_by_one().path(), "", {MORTISE_DTYPE_FLOAT32, {1, 1, -1, -1}}).shape ==
        Shape{1, 1, 1, 2});
}

TEST_CASE("mean and deviation are applied to each channel after the scale") {
  const Array array = read_image(two_by_one().path(), "scale=1,mean=0/1/2,std=1/2/0.5", kFloats);
  const std::vector<float> expected = {255, 0, -0.5F, 25, -4, 506};
  CHECK(floats_of(array) == expected);
}

TEST_CASE("a size can be given, and rounded to a multiple") {
  CHECK(read_image(two_by_one().path(), "width=5,height=3", kFloats).shape == Shape{1, 3, 3, 5});
  CHECK(read_image(two_by_one().path(), "width=50,height=3,multiple=32", kFloats).shape ==
        Shape{1, 3, 32, 64});
}

TEST_CASE("resizing keeps a plain image plain") {
  const ImageFile file(bitmap(3, 2, std::vector<uint32_t>(6, 0x646464)));
  for (const char* size : {"width=7,height=9", "width=1,height=1"}) {
    for (const float value : floats_of(read_image(file.path(), size, kFloats))) {
      REQUIRE(value == Approx(100.0 / 255).margin(0.003));
    }
  }
}

TEST_CASE("what is no image is refused") {
  using Catch::Contains;
  const ImageFile text("no image at all");
  CHECK_THROWS_WITH(read_image(text.path(), "", kFloats), Contains("is not a PNG, JPEG or BMP"));
  const ImageFile cut(bitmap(2, 1, {0, 0}).substr(0, 40));
  CHECK_THROWS_AS(read_image(cut.path(), "", kFloats), mortise::Error);
  CHECK_THROWS_WITH(read_image(two_by_one().path(), "", {MORTISE_DTYPE_FLOAT32, {1, 10}}),
                    Contains("3 or 4 extents"));
  CHECK_THROWS_WITH(read_image(two_by_one().path(), "", {MORTISE_DTYPE_STRING, {1, 3, 4, 4}}),
                    Contains("cannot become"));
}

TEST_CASE("a damaged image is refused with its name, and a PNG without its end as cut off") {
  using Catch::Contains;
  const std::string whole = mortise::tools::read_file("docs/images/sample.png");
  const auto refusal = [](const std::string& content) {
    try {
      mortise::cli::decode_image(content, "x.png", 3);
    } catch (const mortise::Error& error) {
      CHECK(error.code() == MORTISE_STATUS_INVALID_ARGUMENT);
      return std::string(error.what());
    }
    return std::string("accepted");
  };
  CHECK(refusal(whole) == "accepted");
  for (const size_t size : {whole.size() - 12, whole.size() / 2, size_t{40}, size_t{20}}) {
    CHECK(refusal(whole.substr(0, size)) == "x.png: the PNG is cut off: its end is missing after " +
                                                std::to_string(size) + " bytes; copy it again");
  }
  std::string damaged = whole;
  damaged.replace(whole.size() / 2, 1000, 1000, '\xff');
  CHECK_THAT(refusal(damaged),
             Contains("x.png: the image is damaged, or of a kind that cannot be"));
}

TEST_CASE("an image that promises too many pixels is refused before they are allocated") {
  std::string file = bitmap(1, 1, {0});
  file[18] = file[22] = 0;
  file[19] = file[23] = 0x70;  // 28672 x 28672
  CHECK_THROWS_WITH(mortise::cli::decode_image(file, "x", 3), Catch::Contains("100 million"));
  const std::string png("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\0\0\0\1\0\0\x08\2\0\0\0\0\0\0\0IEND",
                        37);
  CHECK_THROWS_WITH(mortise::cli::decode_image(png, "x", 3), Catch::Contains("100 million"));
  file[18] = '\xfb';  // a width of -5
  file[19] = file[20] = file[21] = '\xff';
  CHECK_THROWS_WITH(mortise::cli::decode_image(file, "x", 3), Catch::Contains("no pixels"));
  CHECK_THROWS_WITH(read_image(two_by_one().path(), "width=30000,height=30000", kFloats),
                    Catch::Contains("too large"));
}

TEST_CASE("wrong options are refused with the right ones") {
  using Catch::Contains;
  const auto read = [](const std::string& options) {
    return read_image(two_by_one().path(), options, kFloats);
  };
  CHECK_THROWS_WITH(read("widht=3"), Contains("`widht=3` is not known; there are width"));
  CHECK_THROWS_WITH(read("order=rbg"), Contains("order=rgb|bgr|gray"));
  CHECK_THROWS_WITH(read("width"), Contains("write KEY=VALUE"));
  CHECK_THROWS_WITH(read("width=0"), Contains("whole number from 1"));
  CHECK_THROWS_WITH(read("width=1e9"), Contains("whole number from 1"));
  CHECK_THROWS_WITH(read("mean=a"), Contains("is not a number"));
  CHECK_THROWS_WITH(read("mean=1/2"), Contains("one for each of the 3 channels"));
  CHECK_THROWS_WITH(read("std=0"), Contains("cannot be divided by"));
}
