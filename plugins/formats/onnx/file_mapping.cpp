#include "plugins/formats/onnx/file_mapping.hpp"

#include <mortise/sdk/status.hpp>

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <system_error>

namespace mortise::onnx {
namespace {

[[noreturn]] void fail_system(const std::string& path, const char* what, int error) {
  const uint32_t code = error == ENOENT || error == ENOTDIR ? MORTISE_STATUS_NOT_FOUND
                        : error == EACCES || error == EPERM || error == ELOOP
                            ? MORTISE_STATUS_PERMISSION_DENIED
                            : MORTISE_STATUS_UNAVAILABLE;
  sdk::fail(code, path, ": cannot ", what, ": ", std::generic_category().message(error));
}

class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  int get() const { return value_; }

 private:
  int value_;
};

}  // namespace

FileMapping::FileMapping(const std::string& path, bool follow_symlinks) {
  // Not blocking: a named pipe must not hold up whoever mistook it for a model.
  const int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | (follow_symlinks ? 0 : O_NOFOLLOW);
  const Descriptor file(::open(path.c_str(), flags));
  if (file.get() < 0) fail_system(path, "open the file", errno);
  struct stat status;
  if (::fstat(file.get(), &status) != 0) fail_system(path, "look at the file", errno);
  if (!S_ISREG(status.st_mode)) sdk::invalid(path, ": not a regular file");
  if (status.st_size == 0) return;
  const auto size = static_cast<uint64_t>(status.st_size);
  void* memory = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
  if (memory == MAP_FAILED) fail_system(path, "map the file", errno);
  data_ = static_cast<const uint8_t*>(memory);
  size_ = size;
}

FileMapping::~FileMapping() {
  if (data_ != nullptr) ::munmap(const_cast<uint8_t*>(data_), size_);
}

void FileMapping::forget(uint64_t begin, uint64_t end) const {
  const auto page = static_cast<uint64_t>(::sysconf(_SC_PAGESIZE));
  const uint64_t first = begin / page * page, last = end / page * page;
  if (last > first) ::madvise(const_cast<uint8_t*>(data_) + first, last - first, MADV_DONTNEED);
}

}  // namespace mortise::onnx
