#include "core/graph/atomic_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "core/base/text.hpp"

namespace mortise::graph {
namespace {

Status system_error(std::string_view action, const std::string& path, int error) {
  const std::string reason = std::generic_category().message(error);
  const std::string message = concat({"cannot ", action, " ", path, ": ", reason});
  if (error == EACCES || error == EPERM || error == EROFS) return permission_denied(message);
  if (error == ENOENT || error == ENOTDIR) return not_found(message);
  return unavailable(message);
}

std::string folder_of(const std::string& path) {
  const size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace

AtomicFile::AtomicFile(int descriptor, std::string path, std::string temporary_path)
    : descriptor_(descriptor), path_(std::move(path)), temporary_path_(std::move(temporary_path)) {}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      path_(std::move(other.path_)),
      temporary_path_(std::move(other.temporary_path_)) {}

AtomicFile::~AtomicFile() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  ::unlink(temporary_path_.c_str());
}

Result<AtomicFile> AtomicFile::create(const std::string& path) {
  constexpr int kAttempts = 100;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    std::string temporary =
        concat({path, ".", std::to_string(::getpid()), "-", std::to_string(attempt), ".tmp"});
    const int descriptor =
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (descriptor >= 0) return AtomicFile(descriptor, path, std::move(temporary));
    if (errno != EEXIST) return system_error("create a file beside", path, errno);
  }
  return already_exists(concat({"cannot create a file beside ", path,
                                ": all temporary names are taken; remove ", path, ".*.tmp"}));
}

Status AtomicFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return system_error("write", temporary_path_, errno);
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return {};
}

Status AtomicFile::commit() {
  if (::fsync(descriptor_) != 0) return system_error("write", temporary_path_, errno);
  if (::rename(temporary_path_.c_str(), path_.c_str()) != 0) {
    return system_error("replace", path_, errno);
  }
  ::close(std::exchange(descriptor_, -1));
  // The new name is on the disk once the folder is. Some file systems cannot flush folders, and need not.
  const int folder = ::open(folder_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    ::fsync(folder);
    ::close(folder);
  }
  return {};
}

}  // namespace mortise::graph
