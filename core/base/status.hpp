// Errors inside the core: Status and Result<T>, thin owners of the ABI's mortise_status_t.
#pragma once

#include <mortise/abi/base.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace mortise {

inline mortise_string_t to_abi(std::string_view text) { return {text.data(), text.size()}; }
inline std::string_view to_view(mortise_string_t text) {
  return text.size == 0 ? std::string_view() : std::string_view(text.data, text.size);
}
inline std::string to_string(mortise_string_t text) { return std::string(to_view(text)); }

/// Makes a status for the ABI. Never fails: without memory it returns the static out-of-memory
/// status.
mortise_status_t* make_status(uint32_t code, uint32_t flags, std::string_view message) noexcept;

/// The status itself, or, when it breaks base.h, another in its place: whoever made it may be broken altogether.
mortise_status_t* well_formed(mortise_status_t* taken) noexcept;

/// "invalid argument", "out of memory", …
std::string_view status_code_name(uint32_t code);

/// Null (success) or an owned error. Move-only; must be looked at.
class [[nodiscard]] Status {
 public:
  Status() = default;
  /// Takes ownership of a status that came over the ABI. A malformed one becomes an internal error that says so.
  explicit Status(mortise_status_t* taken) : status_(well_formed(taken)) {}
  Status(uint32_t code, std::string_view message, uint32_t flags = 0)
      : status_(make_status(code, flags, message)) {}
  Status(Status&& other) noexcept : status_(other.release()) {}
  Status& operator=(Status&& other) noexcept {
    if (this != &other) {
      mortise_status_release(status_);
      status_ = other.release();
    }
    return *this;
  }
  ~Status() { mortise_status_release(status_); }

  bool ok() const { return status_ == nullptr; }
  uint32_t code() const { return status_ == nullptr ? 0 : status_->code; }
  uint32_t flags() const { return status_ == nullptr ? 0 : status_->flags; }
  std::string_view message() const { return status_ == nullptr ? "" : to_view(status_->message); }
  /// Gives the ABI status away.
  [[nodiscard]] mortise_status_t* release() { return std::exchange(status_, nullptr); }
  /// The same error, with `where: ` before its message, once: a plugin may have put it there itself.
  Status annotate(std::string_view where) &&;
  /// The same error, without `where: ` at the beginning of its message.
  Status strip(std::string_view where) &&;
  Status clone() const { return ok() ? Status() : Status(code(), message(), flags()); }

 private:
  mortise_status_t* status_ = nullptr;
};

inline Status invalid_argument(std::string_view m) { return {MORTISE_STATUS_INVALID_ARGUMENT, m}; }
inline Status not_found(std::string_view m) { return {MORTISE_STATUS_NOT_FOUND, m}; }
inline Status already_exists(std::string_view m) { return {MORTISE_STATUS_ALREADY_EXISTS, m}; }
inline Status unsupported(std::string_view m) { return {MORTISE_STATUS_UNSUPPORTED, m}; }
inline Status out_of_memory(std::string_view m) {
  return {MORTISE_STATUS_OUT_OF_MEMORY, m, MORTISE_STATUS_FLAG_RETRYABLE};
}
inline Status failed_precondition(std::string_view m) {
  return {MORTISE_STATUS_FAILED_PRECONDITION, m};
}
inline Status permission_denied(std::string_view m) {
  return {MORTISE_STATUS_PERMISSION_DENIED, m};
}
inline Status data_loss(std::string_view m) { return {MORTISE_STATUS_DATA_LOSS, m}; }
inline Status unavailable(std::string_view m) { return {MORTISE_STATUS_UNAVAILABLE, m}; }
inline Status incompatible(std::string_view m) { return {MORTISE_STATUS_INCOMPATIBLE, m}; }
inline Status internal_error(std::string_view m) { return {MORTISE_STATUS_INTERNAL, m}; }

/// A T or an error.
template <class T>
class [[nodiscard]] Result {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor)
  Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  Result(Status error) : content_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return content_.index() == 0; }
  /// Requires: ok().
  T& value() & { return *std::get_if<0>(&content_); }
  const T& value() const& { return *std::get_if<0>(&content_); }
  T&& value() && { return std::move(*std::get_if<0>(&content_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  /// Requires: !ok().
  const Status& error() const { return *std::get_if<1>(&content_); }
  /// The error, moved out; success when there is none.
  Status status() && { return ok() ? Status() : std::move(*std::get_if<1>(&content_)); }

 private:
  std::variant<T, Status> content_;
};

#define MORTISE_CONCAT_INNER(a, b) a##b
#define MORTISE_CONCAT(a, b) MORTISE_CONCAT_INNER(a, b)

/// Leaves the function when `expression`, a Status or an ABI status pointer, is an error.
#define MORTISE_TRY(expression)                              \
  do {                                                       \
    ::mortise::Status mortise_try_status(expression);        \
    if (!mortise_try_status.ok()) return mortise_try_status; \
  } while (false)

/// Declares or assigns `target` from a Result, or leaves the function with its error.
#define MORTISE_ASSIGN(target, expression) \
  MORTISE_ASSIGN_INNER(MORTISE_CONCAT(mortise_result_, __LINE__), target, expression)
#define MORTISE_ASSIGN_INNER(result, target, expression) \
  auto result = (expression);                            \
  if (!result.ok()) return std::move(result).status();   \
  target = std::move(result).value()

}  // namespace mortise
