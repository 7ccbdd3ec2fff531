#include "output.hpp"

#include <cstdio>

namespace ocr {
namespace {

void print_json(const std::vector<Line>& lines) {
  std::printf("[");
  for (size_t index = 0; index < lines.size(); ++index) {
    const Line& line = lines[index];
    std::printf("%s\n  {\"text\": %s, \"score\": %.4f, \"box\": [", index == 0 ? "" : ",",
                quote(line.reading.text).c_str(), line.reading.score);
    for (const Point& corner : line.box) {
      std::printf("%s[%g, %g]", &corner == line.box.data() ? "" : ", ", corner.x, corner.y);
    }
    std::printf("]}");
  }
  std::printf("\n]\n");
}

}  // namespace

void print(const std::vector<Line>& lines, bool json) {
  if (json) {
    print_json(lines);
    return;
  }
  for (const Line& line : lines) std::printf("%s\n", line.reading.text.c_str());
}

std::string quote(const std::string& text) {
  std::string quoted = "\"";
  for (const char character : text) {
    const auto code = static_cast<unsigned char>(character);
    if (character == '"' || character == '\\') {
      quoted += '\\';
      quoted += character;
    } else if (code < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof(escape), "\\u%04x", code);
      quoted += escape;
    } else {
      quoted += character;
    }
  }
  return quoted + '"';
}

void Steps::done(const std::string& what) {
  const auto now = std::chrono::steady_clock::now();
  if (verbose_) {
    const std::chrono::duration<double> time = now - last_;
    std::fprintf(stderr, "%7.3f s  %s\n", time.count(), what.c_str());
  }
  last_ = now;
}

}  // namespace ocr
