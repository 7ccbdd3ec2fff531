// Reads the text of an image with three models of PP-OCR: one finds lines of text, one says which of them stand on
// their heads, one reads them. All that concerns Mortise is in this file.
#include <mortise/mortise.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>
#include <stdexcept>

#include "ctc.hpp"
#include "image.hpp"
#include "options.hpp"
#include "output.hpp"
#include "text_boxes.hpp"

namespace ocr {
namespace {

class Reader {
 public:
  Reader(const mortise::Runtime& runtime, const std::string& models)
      : detection_(mortise::Session::load(runtime, models + "/detection.onnx")),
        orientation_(mortise::Session::load(runtime, models + "/classification.onnx")),
        recognition_(mortise::Session::load(runtime, models + "/recognition.onnx")),
        charset_(read_charset(recognition_.metadata("character"))) {}

  std::vector<Quad> find_lines(const Image& image) const {
    // At least 736 pixels on the shorter side, at most 2000 on the longer; multiples of 32.
    const float shorter = static_cast<float>(std::min(image.width, image.height));
    const float longer = static_cast<float>(std::max(image.width, image.height));
    const float scale = std::min(std::max(1.0F, 736 / shorter), 2000 / longer);
    const auto extent = [scale](int size) {
      return std::max(static_cast<int>(std::lround(static_cast<float>(size) * scale / 32)), 1) * 32;
    };
    const Image input = resize(image, extent(image.width), extent(image.height));
    const mortise::Tensor map = run(detection_, to_tensor(input, input.width));
    std::vector<Quad> boxes =
        find_text_boxes({map.data<float>().data(), input.width, input.height});
    scale_boxes(boxes, {input.width, input.height}, {image.width, image.height});
    sort_boxes(boxes);
    return boxes;
  }

  Reading read_line(Image line) const {
    if (2 * line.height >= 3 * line.width) line = rotate_left(line);  // written downwards
    if (is_upside_down(line)) line = rotate_half(line);
    // The model takes any width; few different ones mean few programs to compile.
    const int width = std::max(width_at_height_48(line), 1);
    const int padded = std::max(320, (width + 31) / 32 * 32);
    const mortise::Tensor classes = run(recognition_, to_tensor(resize(line, width, 48), padded));
    const mortise::Shape shape = classes.shape();  // 1, steps, characters
    if (shape.size() != 3 || shape[2] != static_cast<int64_t>(charset_.size())) {
      throw std::runtime_error("the recognition model does not fit its list of characters");
    }
    return decode(classes.data<float>().data(), static_cast<size_t>(shape[1]), charset_);
  }

 private:
  static mortise::Tensor run(const mortise::Session& session, const mortise::Tensor& input) {
    return session.run_ordered({input}).at(0);
  }

  /// Planes of blue, green and red from -1 to 1, with zeros to the right of the image.
  static mortise::Tensor to_tensor(const Image& image, int width) {
    const size_t plane = size_t(image.height) * size_t(width);
    std::vector<float> values(3 * plane, 0);
    for (int y = 0; y < image.height; ++y) {
      for (int x = 0; x < std::min(image.width, width); ++x) {
        float* target = &values[size_t(y) * size_t(width) + size_t(x)];
        const uint8_t* rgb = image.pixel(x, y);
        for (size_t c = 0; c < 3; ++c)
          target[c * plane] = static_cast<float>(rgb[2 - c]) / 127.5F - 1;
      }
    }
    return mortise::Tensor::from(std::move(values), {1, 3, image.height, width});
  }

  static int width_at_height_48(const Image& line) {
    return static_cast<int>(
        std::ceil(48 * static_cast<float>(line.width) / static_cast<float>(line.height)));
  }

  bool is_upside_down(const Image& line) const {
    const Image input = resize(line, std::clamp(width_at_height_48(line), 1, 192), 48);
    const mortise::Tensor scores = run(orientation_, to_tensor(input, 192));
    return scores.data<float>()[1] > 0.9F;  // 0: upright, 1: upside down
  }

  mortise::Session detection_, orientation_, recognition_;
  std::vector<std::string> charset_;
};

std::vector<Line> read(const Options& options) {
  constexpr float kMinScore = 0.5F;
  Steps steps(options.verbose);
  const Image image = read_image(options.image);
  mortise::RuntimeOptions runtime_options;
  runtime_options.config_path = options.config;
  const Reader reader(mortise::Runtime(runtime_options), options.models);
  steps.done("loaded the models");
  const std::vector<Quad> boxes = reader.find_lines(image);
  steps.done("found " + std::to_string(boxes.size()) + " lines");
  std::vector<Line> lines;
  for (const Quad& box : boxes) {
    const Line line = {box, reader.read_line(cut_out(image, box))};
    steps.done("read \"" + line.reading.text + "\", score " + std::to_string(line.reading.score));
    if (line.reading.score >= kMinScore) lines.push_back(line);
  }
  return lines;
}

}  // namespace
}  // namespace ocr

int main(int argc, char** argv) {
  try {
    const ocr::Options options = ocr::parse_options(argc, argv);
    if (options.help) {
      std::fputs(ocr::kUsage, stdout);
      return 0;
    }
    const std::vector<ocr::Line> lines = ocr::read(options);
    ocr::print(lines, options.json);
    if (std::fflush(stdout) != 0) throw std::runtime_error("cannot write to standard output");
    return 0;
  } catch (const std::invalid_argument& error) {
    std::fprintf(stderr, "mortise-ocr: %s\n%s", error.what(), ocr::kUsage);
    return 2;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "mortise-ocr: %s\n", error.what());
    return 1;
  }
}
