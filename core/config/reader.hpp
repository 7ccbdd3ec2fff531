// Reads a JSON document member by member and keeps the first error, with its place. Private to core/config: it brings
// nlohmann/json along.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/status.hpp"
#include "core/config/position.hpp"

namespace mortise::config {

using Json = nlohmann::json;
using Keys = std::span<const std::string_view>;

inline constexpr size_t kMaxDocumentSize = size_t{1} << 20;
inline constexpr size_t kMaxDocumentDepth = 32;

/// A value and the way to it. Lives on the stack of whoever walks the document.
struct Place {
  const Json* value = nullptr;
  const Place* parent = nullptr;
  std::string step;
};

class Reader {
 public:
  /// Refuses what is too long, too deep, no JSON, or has a key twice. `text` must outlive the
  /// Reader.
  static Result<Reader> parse(std::string_view text, std::string_view source_name,
                              size_t limit = kMaxDocumentSize);
  /// Leaves line and column out of errors: for a text that is not as somebody wrote it.
  void omit_positions() { with_positions_ = false; }

  Place root() const { return {&root_, nullptr, {}}; }
  bool ok() const { return error_.ok(); }
  /// The first error, if there was one.
  Status take_error() { return std::move(error_); }

  /// Records an error at a value: `source:line:column: pointer: message`. Later ones are dropped.
  void fail(const Place& place, std::string_view message);
  /// The same at the key `key` of an object.
  void fail_key(const Place& object, const std::string& key, std::string_view message);

  /// Requires an object that has no other keys than `keys`.
  bool object(const Place& place, Keys keys);
  /// False when the object has no such member.
  bool member(const Place& object, std::string_view key, Place& out) const;
  bool required(const Place& object, std::string_view key, Place& out);
  void each_item(const Place& place, const std::function<void(const Place&)>& visit);
  void each_member(const Place& place, const std::function<void(const Place&)>& visit);

  // Each leaves `out` alone when the value is of another type.
  bool read(const Place& place, std::string& out);  // refuses empty strings and control characters
  bool read(const Place& place, bool& out);
  bool read(const Place& place, uint64_t& out, uint64_t minimum, uint64_t maximum);
  /// One of a few words.
  bool read_choice(const Place& place, const std::vector<std::string_view>& choices,
                   std::string& out);
  /// Strings, each once.
  void read_names(const Place& place, std::vector<std::string>& out);

 private:
  Reader(std::string_view text, std::string_view source_name)
      : text_(text), source_name_(source_name) {}
  void fail_at(size_t offset, const Path& path, std::string_view message);

  std::string_view text_;
  std::string source_name_;
  bool with_positions_ = true;
  Json root_;
  Status error_;
};

Path path_of(const Place& place);

/// A value as a message shows it: what it is, shortened.
std::string describe(const Json& value);

}  // namespace mortise::config
