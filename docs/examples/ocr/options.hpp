// The command line of the example.
#pragma once

#include <string>

namespace ocr {

struct Options {
  std::string config;  // empty: the runtime's defaults
  std::string models = "build/models/ppocr";
  std::string image;
  bool json = false;
  bool verbose = false;
  bool help = false;
};

extern const char* const kUsage;

/// Throws std::invalid_argument.
Options parse_options(int argc, char** argv);

}  // namespace ocr
