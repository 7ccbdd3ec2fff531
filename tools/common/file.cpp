#include "tools/common/file.hpp"

#include <mortise/mortise.hpp>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>

namespace mortise::tools {
namespace {

[[noreturn]] void fail_to_read(const std::string& path) {
  throw Error(MORTISE_STATUS_INVALID_ARGUMENT, path + ": " + strerror(errno));
}

[[noreturn]] void fail_to_write(const std::string& path) {
  throw Error(MORTISE_STATUS_FAILED_PRECONDITION, path + ": " + strerror(errno));
}

struct Descriptor {
  int value;
  ~Descriptor() {
    if (value >= 0) close(value);
  }
};

/// The size of the regular file that `file` was opened from.
size_t regular_size(const Descriptor& file, const std::string& path) {
  struct stat status = {};
  if (file.value < 0 || fstat(file.value, &status) != 0) fail_to_read(path);
  if (S_ISREG(status.st_mode)) return static_cast<size_t>(status.st_size);
  throw Error(MORTISE_STATUS_INVALID_ARGUMENT, path + ": is not a regular file");
}

// Non-blocking, so that opening a pipe by mistake is an error and not a wait.
constexpr int kReadFlags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;

void write_all(int descriptor, std::string_view text, const std::string& path) {
  while (!text.empty()) {
    const ssize_t written = write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail_to_write(path);
    text.remove_prefix(static_cast<size_t>(written));
  }
}

}  // namespace

void require_file(const std::string& path) {
  regular_size(Descriptor{open(path.c_str(), kReadFlags)}, path);
}

std::string read_file(const std::string& path) {
  const Descriptor file{open(path.c_str(), kReadFlags)};
  std::string content(regular_size(file, path), '\0');
  size_t size = 0;
  while (size < content.size()) {
    const ssize_t got = read(file.value, content.data() + size, content.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail_to_read(path);
    if (got == 0) break;  // it shrank meanwhile
    size += static_cast<size_t>(got);
  }
  content.resize(size);
  return content;
}

void write_file(const std::string& path, std::string_view head, std::string_view body) {
  struct stat status = {};
  // A device or a pipe is written to, not replaced.
  const bool in_place = stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode);
  const std::string target = in_place ? path : path + ".part";
  const int flags = O_WRONLY | O_CLOEXEC | (in_place ? 0 : O_CREAT | O_TRUNC);
  try {
    const Descriptor file{open(target.c_str(), flags, 0666)};
    if (file.value < 0) fail_to_write(path);
    write_all(file.value, head, path);
    write_all(file.value, body, path);
    if (!in_place && rename(target.c_str(), path.c_str()) != 0) fail_to_write(path);
  } catch (const Error&) {
    if (!in_place) unlink(target.c_str());
    throw;
  }
}

}  // namespace mortise::tools
