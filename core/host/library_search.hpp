// Where the dynamic linker would find a library that another one needs, without loading anything.
#pragma once

#include <string>
#include <vector>

namespace mortise::host {

class LibrarySearch {
 public:
  /// `library_path`: the value of LD_LIBRARY_PATH, empty where it must be ignored.
  explicit LibrarySearch(const std::string& library_path);

  /// Whether `name` is found, for a library that lies in `origin` and has the run path `run_path` (DT_RUNPATH or
  /// DT_RPATH, entries separated by colons). What only the dynamic linker can know counts as found.
  bool finds(const std::string& name, const std::string& run_path, const std::string& origin) const;
  /// The file that `name` stands for; empty where none was found, or only the dynamic linker can know.
  std::string path_of(const std::string& name, const std::string& run_path,
                      const std::string& origin) const;

 private:
  std::vector<std::string> folders(const std::string& run_path, const std::string& origin) const;

  std::vector<std::string> library_path_;
  std::vector<std::string> system_folders_;  // of /etc/ld.so.conf and the built-in ones
};

}  // namespace mortise::host
