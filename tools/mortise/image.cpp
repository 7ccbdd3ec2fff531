#include "tools/mortise/image.hpp"

#include <mortise/mortise.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>

#include "tools/common/element.hpp"
#include "tools/common/file.hpp"
#include "tools/mortise/pixels.hpp"

namespace mortise::cli {
namespace {

[[noreturn]] void fail(const std::string& message) {
  throw Error(MORTISE_STATUS_INVALID_ARGUMENT, message);
}

struct Options {
  int width = 0;  // 0: not given
  int height = 0;
  int multiple = 1;
  bool gray = false;
  bool bgr = false;
  bool channels_last = false;
  double scale = 1;
  std::vector<double> mean = {0};
  std::vector<double> deviation = {1};

  int channels() const { return gray ? 1 : 3; }
};

double parse_number(const std::string& text, const std::string& key) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    fail("image option " + key + ": `" + text + "` is not a number");
  }
  return value;
}

int parse_extent(const std::string& text, const std::string& key) {
  const double value = parse_number(text, key);
  if (value < 1 || value > kMaxExtent || value != static_cast<int>(value)) {
    fail("image option " + key + ": " + text + " is not a whole number from 1 to " +
         std::to_string(kMaxExtent));
  }
  return static_cast<int>(value);
}

/// "0.485/0.456/0.406", or one number for all channels.
std::vector<double> parse_channels(const std::string& text, const std::string& key) {
  std::vector<double> values;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('/', begin), text.size());
    values.push_back(parse_number(text.substr(begin, end - begin), key));
    begin = end + 1;
  }
  return values;
}

void set_option(Options& options, const std::string& key, const std::string& value) {
  if (key == "width") {
    options.width = parse_extent(value, key);
  } else if (key == "height") {
    options.height = parse_extent(value, key);
  } else if (key == "multiple") {
    options.multiple = parse_extent(value, key);
  } else if (key == "scale") {
    options.scale = parse_number(value, key);
  } else if (key == "mean") {
    options.mean = parse_channels(value, key);
  } else if (key == "std") {
    options.deviation = parse_channels(value, key);
  } else if (key == "order" && (value == "rgb" || value == "bgr" || value == "gray")) {
    options.gray = value == "gray";
    options.bgr = value == "bgr";
  } else if (key == "layout" && (value == "nchw" || value == "nhwc")) {
    options.channels_last = value == "nhwc";
  } else {
    fail("image option `" + key + "=" + value +
         "` is not known; there are width, height, multiple, order=rgb|bgr|gray, "
         "layout=nchw|nhwc, scale, mean and std");
  }
}

/// What the model's shape shows, before what the user says.
Options defaults_for(const ImageTarget& target) {
  Options options;
  const size_t rank = target.shape.size();
  const auto is_channels = [&](size_t axis) {
    return target.shape[axis] == 1 || target.shape[axis] == 3;
  };
  options.channels_last = !is_channels(rank - 3) && is_channels(rank - 1);
  const size_t channel_axis = options.channels_last ? rank - 1 : rank - 3;
  options.gray = target.shape[channel_axis] == 1;
  options.scale = tools::is_integer(target.dtype) ? 1 : 1.0 / 255;
  return options;
}

Options parse_options(const std::string& text, const ImageTarget& target) {
  Options options = defaults_for(target);
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find(',', begin), text.size());
    const std::string item = text.substr(begin, end - begin);
    const size_t equals = item.find('=');
    if (equals == std::string::npos) fail("image option `" + item + "`: write KEY=VALUE");
    set_option(options, item.substr(0, equals), item.substr(equals + 1));
    begin = end + 1;
  }
  for (const auto* values : {&options.mean, &options.deviation}) {
    if (values->size() != 1 && values->size() != static_cast<size_t>(options.channels())) {
      fail("image options mean and std: give one number, or one for each of the " +
           std::to_string(options.channels()) + " channels");
    }
  }
  if (std::count(options.deviation.begin(), options.deviation.end(), 0) > 0) {
    fail("image option std: 0 cannot be divided by");
  }
  return options;
}

/// The size that the image gets: what the user says, the model's, else the image's own.
int target_extent(int given, int64_t of_model, int of_image, int multiple) {
  const int extent = given > 0 ? given : of_model > 0 ? static_cast<int>(of_model) : of_image;
  return std::max((extent + multiple / 2) / multiple, 1) * multiple;
}

tools::Array to_array(const Pixels& pixels, const Options& options, const ImageTarget& target) {
  const auto width = static_cast<size_t>(pixels.width);
  const auto height = static_cast<size_t>(pixels.height);
  const auto channels = static_cast<size_t>(options.channels());
  const size_t element = tools::element_size(target.dtype);
  tools::Array array;
  array.dtype = target.dtype;
  array.shape = options.channels_last
                    ? std::vector<int64_t>{pixels.height, pixels.width, options.channels()}
                    : std::vector<int64_t>{options.channels(), pixels.height, pixels.width};
  if (target.shape.size() == 4) array.shape.insert(array.shape.begin(), 1);
  array.bytes.resize(width * height * channels * element);
  for (size_t pixel = 0; pixel < width * height; ++pixel) {
    for (size_t channel = 0; channel < channels; ++channel) {
      const size_t source = options.bgr ? channels - 1 - channel : channel;
      const double mean = options.mean[options.mean.size() == 1 ? 0 : channel];
      const double deviation = options.deviation[options.deviation.size() == 1 ? 0 : channel];
      const double value = pixels.bytes[pixel * channels + source] * options.scale;
      const size_t index =
          options.channels_last ? pixel * channels + channel : channel * width * height + pixel;
      tools::store_element(target.dtype, (value - mean) / deviation,
                           array.bytes.data() + index * element);
    }
  }
  return array;
}

}  // namespace

tools::Array read_image(const std::string& path, const std::string& options_text,
                        const ImageTarget& target) {
  const size_t rank = target.shape.size();
  if (rank != 3 && rank != 4) {
    fail(path + ": an image needs an input of 3 or 4 extents, and this one has " +
         std::to_string(rank));
  }
  if (tools::element_size(target.dtype) == 0) {
    fail(path + ": an image cannot become " + dtype_name(target.dtype) + "; give a .raw file");
  }
  const Options options = parse_options(options_text, target);
  const Pixels pixels = decode_image(tools::read_file(path), path, options.channels());
  const size_t height_axis = options.channels_last ? rank - 3 : rank - 2;
  const int height =
      target_extent(options.height, target.shape[height_axis], pixels.height, options.multiple);
  const int width =
      target_extent(options.width, target.shape[height_axis + 1], pixels.width, options.multiple);
  return to_array(resize_image(pixels, width, height, options.channels()), options, target);
}

}  // namespace mortise::cli
