// What the example prints.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "ctc.hpp"
#include "geometry.hpp"

namespace ocr {

struct Line {
  Quad box;  // in the image
  Reading reading;
};

/// To standard output: the texts, or all that is known as JSON.
void print(const std::vector<Line>& lines, bool json);

/// A JSON string, in quotes.
std::string quote(const std::string& text);

/// Says on standard error, when verbose, how long each step took.
class Steps {
 public:
  explicit Steps(bool verbose) : verbose_(verbose) {}
  void done(const std::string& what);

 private:
  bool verbose_;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

}  // namespace ocr
