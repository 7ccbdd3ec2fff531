// Tensors that lie in files beside the model. A location is a relative path that stays in the
// model's folder, symlinks included: a model must not be able to read its user's other files.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "plugins/formats/onnx/file_mapping.hpp"

namespace mortise::onnx {

class ExternalFiles {
 public:
  /// Checksums that the model states are compared with the files' when `verify_checksums` is set.
  ExternalFiles(const std::string& model_path, bool verify_checksums);

  /// The file at `location`, mapped on first use and shared from then on. `checksum` is the SHA-1
  /// of the whole file in hexadecimal, or empty. Throws PERMISSION_DENIED for a location that
  /// leaves the folder, DATA_LOSS for another checksum.
  std::shared_ptr<const FileMapping> open(std::string_view location, std::string_view checksum);

 private:
  struct Entry {
    std::shared_ptr<const FileMapping> mapping;
    std::string sha1;  // empty: not computed yet
  };
  std::string folder_;  // canonical
  bool verify_checksums_;
  std::map<std::string, Entry, std::less<>> files_;
};

}  // namespace mortise::onnx
