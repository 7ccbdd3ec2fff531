#include "tools/peers/runner/memory.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace mortise::peers {
namespace {

uint64_t status_bytes(const std::string& key) {
  std::ifstream file("/proc/self/status");
  for (std::string line; std::getline(file, line);) {
    if (line.rfind(key + ":", 0) != 0) continue;
    uint64_t kilobytes = 0;
    std::istringstream(line.substr(key.size() + 1)) >> kilobytes;
    return kilobytes * 1024;
  }
  throw std::runtime_error("/proc/self/status has no " + key);
}

}  // namespace

uint64_t resident_bytes() { return status_bytes("VmRSS"); }
uint64_t peak_resident_bytes() { return status_bytes("VmHWM"); }

void reset_peak() {
  std::ofstream file("/proc/self/clear_refs");
  file << "5";  // see proc(5)
  file.flush();
  if (!file) throw std::runtime_error("/proc/self/clear_refs cannot be written");
}

}  // namespace mortise::peers
