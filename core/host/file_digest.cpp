#include "core/host/file_digest.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

namespace mortise::host {
namespace {

constexpr size_t kBlockSize = size_t{1} << 16;

class FileDescriptor {
 public:
  explicit FileDescriptor(const std::string& path)
      : value_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~FileDescriptor() {
    if (value_ >= 0) ::close(value_);
  }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  int get() const { return value_; }

 private:
  int value_;
};

// What tells that a file has changed.
struct FileState {
  explicit FileState(const struct stat& info)
      : size(info.st_size), seconds(info.st_ctim.tv_sec), nanoseconds(info.st_ctim.tv_nsec) {}
  bool operator==(const FileState&) const = default;

  off_t size;
  time_t seconds;  // of the last change
  long nanoseconds;
};

// Runtimes come and go in a process, and their libraries stay: to read one again would be most of what a second runtime costs.
// Any thread.
class Digests {
 public:
  using File = std::pair<dev_t, ino_t>;

  std::optional<std::string> find(const File& file, const FileState& state) {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto found = known_.find(file);
    if (found == known_.end() || !(found->second.state == state)) return std::nullopt;
    return found->second.digest;
  }

  void keep(const File& file, const FileState& state, const std::string& digest) {
    // Clocks tick slowly: a file that has just been written can be written again at the same time.
    constexpr time_t kSettled = 2;  // seconds
    if (::time(nullptr) < state.seconds + kSettled) return;
    const std::lock_guard<std::mutex> lock(mutex_);
    known_.insert_or_assign(file, Known{state, digest});
  }

 private:
  struct Known {
    FileState state;
    std::string digest;
  };
  std::mutex mutex_;
  std::map<File, Known> known_;
};

Digests& known_digests() {
  static Digests digests;
  return digests;
}

std::optional<std::string> read_digest(int file) {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  std::vector<unsigned char> block(kBlockSize);
  ssize_t count = 0;
  do {
    count = ::read(file, block.data(), block.size());
    if (count > 0) crypto_hash_sha256_update(&state, block.data(), static_cast<size_t>(count));
  } while (count > 0 || (count < 0 && errno == EINTR));
  if (count < 0) return std::nullopt;
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256_final(&state, digest);
  char text[2 * sizeof(digest) + 1];
  return sodium_bin2hex(text, sizeof(text), digest, sizeof(digest));
}

}  // namespace

std::optional<std::string> file_digest(const std::string& path) {
  const FileDescriptor file(path);
  struct stat info {};
  if (file.get() < 0 || ::fstat(file.get(), &info) != 0) return std::nullopt;
  const Digests::File identity(info.st_dev, info.st_ino);
  const FileState state(info);
  if (std::optional<std::string> known = known_digests().find(identity, state)) return known;
  std::optional<std::string> digest = read_digest(file.get());
  if (digest) known_digests().keep(identity, state, *digest);
  return digest;
}

}  // namespace mortise::host
