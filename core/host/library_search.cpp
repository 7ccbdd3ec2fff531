#include "core/host/library_search.hpp"

#include <glob.h>
#include <link.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace mortise::host {
namespace {

constexpr int kMaxIncludeDepth = 8;

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) {
    if (!part.empty()) parts.push_back(part);
  }
  return parts;
}

bool readable(const std::string& path) { return ::access(path.c_str(), R_OK) == 0; }

// One folder a line, `#` comments, and `include PATTERN`.
void read_ld_so_conf(const std::string& path, int depth, std::vector<std::string>& folders) {
  std::ifstream file(path);
  for (std::string line; depth < kMaxIncludeDepth && std::getline(file, line);) {
    std::istringstream words(line.substr(0, line.find('#')));
    std::string word;
    if (!(words >> word)) continue;
    if (word != "include") {
      folders.push_back(word);
      continue;
    }
    while (words >> word) {
      const std::string pattern = word.front() == '/' ? word : "/etc/" + word;
      glob_t found{};
      if (::glob(pattern.c_str(), 0, nullptr, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc; ++i)
          read_ld_so_conf(found.gl_pathv[i], depth + 1, folders);
      }
      ::globfree(&found);
    }
  }
}

int has_name(dl_phdr_info* info, size_t, void* wanted) {
  const std::string_view path = info->dlpi_name == nullptr ? "" : info->dlpi_name;
  return path.substr(path.rfind('/') + 1) == *static_cast<const std::string*>(wanted) ? 1 : 0;
}

bool is_loaded(std::string name) { return ::dl_iterate_phdr(&has_name, &name) != 0; }

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

}  // namespace

LibrarySearch::LibrarySearch(const std::string& library_path)
    : library_path_(split(library_path, ':')) {
  read_ld_so_conf("/etc/ld.so.conf", 0, system_folders_);
  for (const char* folder : {"/lib", "/usr/lib", "/lib64", "/usr/lib64"})
    system_folders_.emplace_back(folder);
#if defined(__x86_64__)
  for (const char* folder : {"/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu"})
    system_folders_.emplace_back(folder);
#elif defined(__aarch64__)
  for (const char* folder : {"/lib/aarch64-linux-gnu", "/usr/lib/aarch64-linux-gnu"}) {
    system_folders_.emplace_back(folder);
  }
#endif
}

std::vector<std::string> LibrarySearch::folders(const std::string& run_path,
                                                const std::string& origin) const {
  std::vector<std::string> all = library_path_;
  for (std::string folder : split(run_path, ':')) {
    replace_all(folder, "${ORIGIN}", origin);
    replace_all(folder, "$ORIGIN", origin);
    all.push_back(std::move(folder));
  }
  all.insert(all.end(), system_folders_.begin(), system_folders_.end());
  return all;
}

bool LibrarySearch::finds(const std::string& name, const std::string& run_path,
                          const std::string& origin) const {
  if (!path_of(name, run_path, origin).empty()) return true;
  if (name.find('/') != std::string::npos) return false;
  if (is_loaded(name)) return true;
  const std::vector<std::string> all = folders(run_path, origin);
  return std::any_of(all.begin(), all.end(), [](const std::string& folder) {
    return folder.find('$') != std::string::npos;  // $LIB and $PLATFORM
  });
}

std::string LibrarySearch::path_of(const std::string& name, const std::string& run_path,
                                   const std::string& origin) const {
  if (name.find('/') != std::string::npos) return readable(name) ? name : "";
  for (const std::string& folder : folders(run_path, origin)) {
    const std::string path = folder + "/" + name;
    if (readable(path)) return path;
  }
  return "";
}

}  // namespace mortise::host
