#include "tools/mortise/progress.hpp"

#include <unistd.h>

#include <cstdio>

namespace mortise::cli {

constexpr const char* kWipeLine = "\r\x1b[K";

Progress::Progress() : visible_(isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  if (visible_) std::fputs(kWipeLine, stderr);
}

void Progress::show(const std::string& what) const {
  if (visible_) std::fprintf(stderr, "%s%s …", kWipeLine, what.c_str());
}

}  // namespace mortise::cli
