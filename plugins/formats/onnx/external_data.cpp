#include "plugins/formats/onnx/external_data.hpp"

#include <mortise/sdk/status.hpp>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <system_error>

#include <boost/uuid/detail/sha1.hpp>

namespace mortise::onnx {
namespace {

namespace fs = std::filesystem;

std::string sha1_of(const FileMapping& file) {
  boost::uuids::detail::sha1 hash;
  if (file.size() != 0) hash.process_bytes(file.data(), file.size());
  unsigned int digest[5];
  hash.get_digest(digest);
  std::string text;
  for (const unsigned int word : digest) {
    for (int shift = 28; shift >= 0; shift -= 4) text += "0123456789abcdef"[(word >> shift) & 15u];
  }
  return text;
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

[[noreturn]] void refuse(std::string_view location, const char* why) {
  sdk::fail(MORTISE_STATUS_PERMISSION_DENIED, "external data `", location, "` ", why,
            ": it must be a relative path within the model's folder");
}

void check_location(std::string_view location) {
  if (location.empty()) sdk::invalid("external data without a location");
  if (location.find('\0') != std::string_view::npos) refuse(location, "contains a zero byte");
  const fs::path path{std::string(location)};
  if (path.is_absolute()) refuse(location, "is an absolute path");
  if (std::find(path.begin(), path.end(), "..") != path.end()) refuse(location, "contains `..`");
}

bool is_within(const fs::path& file, const fs::path& folder) {
  const auto [rest, _] = std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
  return rest == folder.end();
}

}  // namespace

ExternalFiles::ExternalFiles(const std::string& model_path, bool verify_checksums)
    : verify_checksums_(verify_checksums) {
  std::error_code error;
  folder_ = fs::canonical(fs::absolute(model_path).parent_path(), error).string();
}

std::shared_ptr<const FileMapping> ExternalFiles::open(std::string_view location,
                                                       std::string_view checksum) {
  auto found = files_.find(location);
  if (found == files_.end()) {
    check_location(location);
    std::error_code error;
    const fs::path file = fs::canonical(fs::path(folder_) / std::string(location), error);
    if (error) {
      // Not NOT_FOUND, which tells a user that no plugin or device is there: the model lacks a part.
      sdk::fail(MORTISE_STATUS_DATA_LOSS, "external data `", location, "`: ", error.message(),
                "; the file belongs beside the model, in ", folder_);
    }
    if (folder_.empty() || !is_within(file, folder_))
      refuse(location, "leaves the model's folder by a symlink");
    // Canonical, so a symlink in its place now was put there in between.
    auto mapping = std::make_shared<const FileMapping>(file.string(), /*follow_symlinks=*/false);
    found = files_.emplace(std::string(location), Entry{std::move(mapping), {}}).first;
  }
  Entry& entry = found->second;
  if (verify_checksums_ && !checksum.empty()) {
    if (entry.sha1.empty()) entry.sha1 = sha1_of(*entry.mapping);
    if (entry.sha1 != lower(checksum)) {
      sdk::fail(MORTISE_STATUS_DATA_LOSS, "external data `", location, "` has SHA-1 ", entry.sha1,
                " where the model states ", checksum);
    }
  }
  return entry.mapping;
}

}  // namespace mortise::onnx
