#include "plugin-sdk/conform/temporary_folder.hpp"

#include <mortise/mortise.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <system_error>

namespace mortise::conform {

TemporaryFolder::TemporaryFolder() {
  std::string name = std::filesystem::temp_directory_path() / "mortise-conform-XXXXXX";
  if (::mkdtemp(name.data()) == nullptr)
    throw std::system_error(errno, std::generic_category(), "mkdtemp " + name);
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void write_bytes(const std::string& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << bytes;
  file.close();
  if (!file) throw Error(MORTISE_STATUS_UNAVAILABLE, path + " cannot be written");
}

std::string read_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error(MORTISE_STATUS_NOT_FOUND, path + " cannot be read");
  return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace mortise::conform
