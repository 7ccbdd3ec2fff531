#include "options.hpp"

#include <stdexcept>

namespace ocr {

const char* const kUsage =
    "usage: mortise-ocr [options] IMAGE\n"
    "Prints the lines of text in an image (PNG, JPEG or BMP), from top to bottom.\n"
    "\n"
    "  --config FILE   the backends to run on\n"
    "  --models DIR    detection.onnx, classification.onnx and recognition.onnx\n"
    "                  (default: build/models/ppocr, where tools/fetch-models puts them)\n"
    "  --json          print text, score and corners of each line as JSON\n"
    "  --verbose       say on standard error what is done and how long it takes\n"
    "  --help          print this\n";

Options parse_options(int argc, char** argv) {
  Options options;
  for (int index = 1; index < argc; ++index) {
    const std::string word = argv[index];
    std::string* value = word == "--config"   ? &options.config
                         : word == "--models" ? &options.models
                                              : nullptr;
    if (value != nullptr) {
      if (++index == argc) throw std::invalid_argument(word + " needs a value");
      *value = argv[index];
    } else if (word == "--json") {
      options.json = true;
    } else if (word == "--verbose") {
      options.verbose = true;
    } else if (word == "--help") {
      options.help = true;
    } else if (word.size() > 1 && word[0] == '-') {
      throw std::invalid_argument("unknown option " + word);
    } else if (!options.image.empty()) {
      throw std::invalid_argument("more than one image: " + options.image + " and " + word);
    } else {
      options.image = word;
    }
  }
  if (options.image.empty() && !options.help) throw std::invalid_argument("which image?");
  return options;
}

}  // namespace ocr
