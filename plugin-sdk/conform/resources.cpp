#include "plugin-sdk/conform/resources.hpp"

#include <signal.h>
#include <sys/resource.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace mortise::conform {
namespace {

// Sets the soft limit and returns what it was.
uint64_t set_limit(__rlimit_resource resource, uint64_t value) {
  rlimit limit{};
  ::getrlimit(resource, &limit);
  const uint64_t previous = limit.rlim_cur;
  limit.rlim_cur = value < limit.rlim_max ? value : limit.rlim_max;
  ::setrlimit(resource, &limit);
  return previous;
}

// "VmData:	  1234 kB" in /proc/self/status.
uint64_t data_bytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind("VmData:", 0) == 0) return std::stoull(line.substr(7)) << 10;
  }
  return 0;
}

}  // namespace

MemoryLimit::MemoryLimit(uint64_t more_bytes)
    : previous_(set_limit(RLIMIT_DATA, data_bytes() + more_bytes)) {}
MemoryLimit::~MemoryLimit() { set_limit(RLIMIT_DATA, previous_); }

FileSizeLimit::FileSizeLimit(uint64_t bytes)
    : previous_(set_limit(RLIMIT_FSIZE, bytes)), previous_handler_(::signal(SIGXFSZ, SIG_IGN)) {}
FileSizeLimit::~FileSizeLimit() {
  set_limit(RLIMIT_FSIZE, previous_);
  ::signal(SIGXFSZ, previous_handler_);
}

uint64_t open_descriptors() {
  const std::filesystem::directory_iterator begin("/proc/self/fd");
  return static_cast<uint64_t>(std::distance(begin, std::filesystem::directory_iterator()));
}

uint64_t mappings_below(const std::string& folder) {
  std::ifstream maps("/proc/self/maps");
  uint64_t count = 0;
  for (std::string line; std::getline(maps, line);) {
    if (line.find(folder) != std::string::npos) ++count;
  }
  return count;
}

}  // namespace mortise::conform
