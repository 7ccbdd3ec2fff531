// What a long command is doing, on one line of standard error that is wiped at the end; nothing unless that is a
// terminal.
#pragma once

#include <string>

namespace mortise::cli {

class Progress {
 public:
  Progress();
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(const std::string& what) const;
  bool visible() const { return visible_; }

 private:
  bool visible_;
};

}  // namespace mortise::cli
