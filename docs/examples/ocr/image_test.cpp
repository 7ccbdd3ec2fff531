#include "image.hpp"

#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>

using namespace ocr;

namespace {

/// Red tells the column, green the row.
Image numbered(int width, int height) {
  Image image = make_image(width, height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      image.pixel(x, y)[0] = static_cast<uint8_t>(10 * x);
      image.pixel(x, y)[1] = static_cast<uint8_t>(10 * y);
    }
  }
  return image;
}

}  // namespace

TEST_CASE("resizing to the same size changes nothing") {
  const Image image = numbered(7, 5);
  CHECK(resize(image, 7, 5).rgb == image.rgb);
}

TEST_CASE("doubling puts new pixels a quarter and three quarters of the way") {
  // cv2.resize([[0, 40]], (4, 1), interpolation=INTER_LINEAR) is [[0, 10, 30, 40]].
  Image image = make_image(2, 1);
  image.pixel(1, 0)[0] = 40;
  const Image large = resize(image, 4, 1);
  CHECK(large.pixel(0, 0)[0] == 0);
  CHECK(large.pixel(1, 0)[0] == 10);
  CHECK(large.pixel(2, 0)[0] == 30);
  CHECK(large.pixel(3, 0)[0] == 40);
}

TEST_CASE("an upright box is cut out pixel by pixel") {
  const Image part = cut_out(numbered(9, 9), {{{2, 3}, {6, 3}, {6, 5}, {2, 5}}});
  CHECK(part.width == 4);
  CHECK(part.height == 2);
  CHECK(part.pixel(0, 0)[0] == 20);
  CHECK(part.pixel(0, 0)[1] == 30);
  CHECK(part.pixel(3, 1)[0] == 50);
  CHECK(part.pixel(3, 1)[1] == 40);
}

TEST_CASE("a turned box is straightened") {
  // A box that stands on its right side: its top edge goes down the image.
  const Image part = cut_out(numbered(9, 9), {{{6, 2}, {6, 6}, {4, 6}, {4, 2}}});
  CHECK(part.width == 4);
  CHECK(part.height == 2);
  CHECK(part.pixel(1, 0)[0] == 60);
  CHECK(part.pixel(1, 0)[1] == 30);
  CHECK(part.pixel(1, 1)[0] == 50);
}

TEST_CASE("a box without area is cut out as one pixel") {
  const Image part = cut_out(numbered(3, 3), {{{1, 1}, {1, 1}, {1, 1}, {1, 1}}});
  CHECK(part.width == 1);
  CHECK(part.height == 1);
}

TEST_CASE("a quarter turn to the left and half a turn move every pixel") {
  const Image image = numbered(3, 2);
  const Image left = rotate_left(image);
  CHECK(left.width == 2);
  CHECK(left.height == 3);
  CHECK(std::memcmp(left.pixel(0, 0), image.pixel(2, 0), 3) == 0);
  CHECK(std::memcmp(left.pixel(1, 0), image.pixel(2, 1), 3) == 0);
  CHECK(std::memcmp(left.pixel(0, 2), image.pixel(0, 0), 3) == 0);
  const Image half = rotate_half(image);
  CHECK(std::memcmp(half.pixel(0, 0), image.pixel(2, 1), 3) == 0);
  CHECK(rotate_half(half).rgb == image.rgb);
}

TEST_CASE("a PNG without its end is refused with its name, wherever it was cut off") {
  std::ostringstream content;
  content << std::ifstream("docs/images/sample.png", std::ios::binary).rdbuf();
  const std::string whole = content.str();
  const std::string path = std::filesystem::temp_directory_path() / "mortise_ocr_cut.png";
  for (const size_t size : {whole.size() - 12, whole.size() / 2, size_t{40}}) {
    std::ofstream(path, std::ios::binary) << whole.substr(0, size);
    CHECK_THROWS_WITH(read_image(path), path + ": the PNG is cut off; copy it again");
  }
  std::filesystem::remove(path);
}

TEST_CASE("the sample image is read, and what is no image is refused") {
  const Image image = read_image("docs/images/sample.png");
  CHECK(image.width == 960);
  CHECK(image.height == 540);
  CHECK_THROWS_WITH(read_image("docs/images/sample.txt"),
                    Catch::Contains("sample.txt: cannot be read"));
  CHECK_THROWS_WITH(read_image("/no/such.png"), Catch::Contains("/no/such.png"));
  CHECK_THROWS_WITH(read_image("/dev/zero"), Catch::Contains("is not a regular file"));
}
