#include "core/config/text_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "core/base/text.hpp"

namespace mortise::config {
namespace {

struct File {
  int descriptor;
  ~File() {
    if (descriptor >= 0) ::close(descriptor);
  }
};

std::string system_error_text() { return std::generic_category().message(errno); }

}  // namespace

Result<std::string> read_text_file(const std::string& path, size_t limit) {
  // Without O_NONBLOCK, opening a named pipe would wait for a writer.
  const File file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (file.descriptor < 0) {
    const uint32_t code = errno == ENOENT ? MORTISE_STATUS_NOT_FOUND : MORTISE_STATUS_UNAVAILABLE;
    return Status(code, concat({path, ": cannot be opened: ", system_error_text()}));
  }
  struct stat info {};
  if (::fstat(file.descriptor, &info) != 0 || !S_ISREG(info.st_mode)) {
    return invalid_argument(concat({path, ": is not a plain file"}));
  }
  std::string text;
  char block[4096];
  for (;;) {
    const ssize_t count = ::read(file.descriptor, block, sizeof(block));
    if (count == 0) return text;
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return unavailable(concat({path, ": cannot be read: ", system_error_text()}));
    text.append(block, static_cast<size_t>(count));
    if (text.size() > limit) {
      return invalid_argument(
          concat({path, ": longer than the limit of ", std::to_string(limit), " bytes"}));
    }
  }
}

}  // namespace mortise::config
