#include "plugins/operators/image/image_decoder.hpp"

#include <fstream>
#include <iterator>

#include <catch2/catch.hpp>

#include "plugin-sdk/testing/fake_graph.hpp"
#include "plugin-sdk/testing/fake_host.hpp"
#include "plugin-sdk/testing/run_kernel.hpp"
#include "plugins/operators/image/codec.hpp"

namespace mortise::image {
namespace {

using Pixels = std::vector<uint8_t>;

// The kernel's extents and what it wrote, for an output planned with these bounds.
struct Decoded {
  sdk::Shape shape;
  Pixels pixels;
};

Decoded decode(const Pixels& file, sdk::Shape bounds, std::string_view format = "RGB") {
  const sdk::testing::FakeHost host;
  sdk::Operator op(host.table(), "", "ImageDecoder", 20);
  define_image_decoder(op);
  const auto count = static_cast<int64_t>(file.size());
  const sdk::ShapeView length(&count, 1);
  sdk::testing::FakeGraph graph;
  sdk::Builder b = graph.builder();
  const sdk::Value image =
      b.node("ImageDecoder", {b.input("x", sdk::tensor_type(MORTISE_DTYPE_UINT8, length))},
             {{"pixel_format", format}});
  b.set_type(image, sdk::tensor_type(MORTISE_DTYPE_UINT8, bounds));

  Decoded result{bounds, Pixels(static_cast<size_t>(sdk::element_count(bounds)), 99)};
  std::vector<mortise_tensor_view_t> y = {
      sdk::host_view(MORTISE_DTYPE_UINT8, result.shape, result.pixels.data())};
  sdk::testing::run_kernel(op, graph.node_abi(0),
                           {sdk::host_view(MORTISE_DTYPE_UINT8, length, file.data())}, y);

  return result;
}

Pixels bytes(std::string_view text) { return {text.begin(), text.end()}; }

// Two pixels, red and blue, one above the other.
const Pixels kBitmap = {'B', 'M', 62, 0, 0, 0, 0, 0,  0, 0, 54, 0, 0,   0, 40, 0, 0, 0, 1,   0, 0,
                        0,   2,   0,  0, 0, 1, 0, 24, 0, 0, 0,  0, 0,   8, 0,  0, 0, 0, 0,   0, 0,
                        0,   0,   0,  0, 0, 0, 0, 0,  0, 0, 0,  0, 255, 0, 0,  0, 0, 0, 255, 0};

TEST_CASE("ImageDecoder gives the pixels in the order that is asked for") {
  CHECK(decode(kBitmap, {2, 1, 3}).pixels == Pixels{255, 0, 0, 0, 0, 255});
  CHECK(decode(kBitmap, {2, 1, 3}, "BGR").pixels == Pixels{0, 0, 255, 255, 0, 0});
  CHECK(decode(kBitmap, {2, 1, 1}, "Grayscale").pixels == Pixels{76, 29});
  CHECK_THROWS_WITH(decode(kBitmap, {2, 1, 3}, "CMYK"), Catch::Contains("pixel_format is CMYK"));
}

TEST_CASE("ImageDecoder reads the portable formats, as text and in bytes") {
  const Pixels grey = {16, 16, 16, 32, 32, 32}, black_white = {0, 0, 0, 255, 255, 255};
  CHECK(decode(bytes("P5 2 1 255\n\x10\x20"), {1, 2, 3}).pixels == grey);
  CHECK(decode(bytes("P2\n# a comment\n2 1\n255\n16 32\n"), {1, 2, 3}).pixels == grey);
  CHECK(decode(bytes("P6 1 1 3 \x01\x02\x03"), {1, 1, 3}).pixels == Pixels{85, 170, 255});
  CHECK(decode(bytes("P3 1 1 3 1 2 3"), {1, 1, 3}).pixels == Pixels{85, 170, 255});
  CHECK(decode(bytes("P1 2 1 10"), {1, 2, 3}).pixels == black_white);
  CHECK(decode(bytes("P4 2 1\n\x80"), {1, 2, 3}).pixels == black_white);
  CHECK(decode(bytes("P2 1 1 3 4"), {1, 1, 3}).shape == sdk::Shape{0, 0, 3});  // above white
}

TEST_CASE("ImageDecoder gives no pixels for what it cannot read") {
  const sdk::Shape none = {0, 0, 3};
  CHECK(decode(bytes("no image"), none).shape == none);
  CHECK(decode({}, none).shape == none);
  CHECK(decode(bytes("\x89PNG\r\n\x1a\n"), none).shape == none);
  CHECK(decode(bytes("P6 2 2 255\n123"), {2, 2, 3}).shape == none);
  const Pixels cut(kBitmap.begin(), kBitmap.end() - 1);
  CHECK(decode(cut, {2, 1, 3}).shape == none);
}

TEST_CASE("ImageDecoder refuses an image that claims too many pixels") {
  CHECK_THROWS_WITH(decode(bytes("P5 60000 60000 255\n"), {0, 0, 3}),
                    Catch::Contains("60000 x 60000 pixels; at most"));
}

// The files are those that fuzzing starts from: 5 x 4 pixels, red growing to the right and green downwards. (The JPEG 2000 one
// is 16 x 16.)
TEST_CASE("every codec of this build decodes its files") {
  for (const char* name : {"bmp", "jpeg", "jpeg_progressive", "jpeg2000", "pgm", "png",
                           "png_palette", "ppm", "tiff", "tiff_lzw", "webp", "webp_lossless"}) {
    CAPTURE(name);
    std::ifstream stream(std::string("tests/fuzz/corpus/image_file/") + name, std::ios::binary);
    const Pixels file{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    REQUIRE(!file.empty());
    const Codec* codec = find_codec(Bytes(file));
    if (codec == nullptr) continue;  // its library is missing
    const std::optional<Size> size = codec->size(Bytes(file));
    REQUIRE(size.has_value());
    const bool is_large = std::string_view(name) == "jpeg2000";
    CHECK((size->width == (is_large ? 16 : 5) && size->height == (is_large ? 16 : 4)));
    const Decoded image = decode(file, {size->height, size->width, 3});
    REQUIRE(image.shape[0] == size->height);
    const size_t last = image.pixels.size() - 3;
    CHECK(image.pixels[0] < 60);
    CHECK(image.pixels[last + 1] > 110);
    // Cut short, it is malformed, or what is missing is made up; nothing worse.
    for (size_t length = 0; length < file.size(); ++length)
      CHECK_NOTHROW(decode({file.begin(), file.begin() + static_cast<std::ptrdiff_t>(length)},
                           {size->height, size->width, 3}));
  }
}

}  // namespace
}  // namespace mortise::image
