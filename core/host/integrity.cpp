#include "core/host/integrity.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <filesystem>
#include <optional>

#include "core/base/text.hpp"
#include "core/host/file_digest.hpp"

namespace mortise::host {

namespace fs = std::filesystem;

Verdict check_trusted(const std::string& path, bool privileged) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) {
    return refuse(MORTISE_STATUS_NOT_FOUND,
                  concat({path, " cannot be looked at: ", std::generic_category().message(errno)}),
                  "check the path and its permissions");
  }
  if ((info.st_mode & S_IWOTH) != 0) {
    return refuse(MORTISE_STATUS_PERMISSION_DENIED, concat({path, " can be written by every user"}),
                  concat({"run: chmod o-w ", path}));
  }
  if (privileged && (info.st_uid != 0 || (info.st_mode & S_IWGRP) != 0)) {
    return refuse(
        MORTISE_STATUS_PERMISSION_DENIED,
        concat({path, " does not belong to root alone, and this process has raised privileges"}),
        "install the plugin as root");
  }
  return std::nullopt;
}

Verdict check_library_file(const std::string& folder, const std::string& library, bool privileged) {
  const std::string path = concat({folder, "/", library});
  std::error_code error;
  const fs::path real = fs::canonical(path, error);
  if (error) {
    return refuse(MORTISE_STATUS_NOT_FOUND,
                  concat({"the library ", path, " is missing (", error.message(), ")"}),
                  "reinstall the plugin");
  }
  const fs::path real_folder = fs::canonical(folder, error);
  if (error || real.parent_path() != real_folder) {
    return refuse(MORTISE_STATUS_PERMISSION_DENIED,
                  concat({"the library ", path, " is a link to ", real.string(),
                          ", outside the manifest's folder"}),
                  "put the library itself beside the manifest");
  }
  if (!fs::is_regular_file(real, error)) {
    return refuse(MORTISE_STATUS_INVALID_ARGUMENT,
                  concat({"the library ", path, " is not a plain file"}), "reinstall the plugin");
  }
  return check_trusted(real.string(), privileged);
}

Verdict check_hash(const std::string& library_path, const std::string& sha256) {
  const std::optional<std::string> actual = file_digest(library_path);
  if (!actual) {
    return refuse(MORTISE_STATUS_UNAVAILABLE,
                  concat({"the library ", library_path,
                          " cannot be read: ", std::generic_category().message(errno)}),
                  "check its permissions");
  }
  if (*actual == sha256) return std::nullopt;
  return refuse(MORTISE_STATUS_DATA_LOSS,
                concat({"the library ", library_path,
                        " is not the one that the manifest was made for (sha256 ", *actual,
                        ", manifest says ", sha256, ")"}),
                "reinstall the plugin");
}

}  // namespace mortise::host
