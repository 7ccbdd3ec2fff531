// Errors inside a plugin are exceptions; this header makes them, and is the firewall that no exception crosses:
//
//   mortise_status_t* entry(…) { return guard([&] { … throw Error, std::bad_alloc, … }); }
//   check(host->allocate(…));  // the other way: a status of somebody else's becomes an Error
//
// Any thread.
#ifndef MORTISE_SDK_STATUS_HPP_
#define MORTISE_SDK_STATUS_HPP_

#include <mortise/abi/base.h>
#include <mortise/sdk/span.hpp>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace mortise::sdk {

inline mortise_string_t to_abi(std::string_view text) { return {text.data(), text.size()}; }
inline std::string_view to_view(mortise_string_t text) {
  return text.size == 0 ? std::string_view() : std::string_view(text.data, text.size);
}

// Text: message("axis ", axis, " is out of range for rank ", rank).

inline void append_to(std::string& text, std::string_view part) { text += part; }
inline void append_to(std::string& text, const char* part) { text += part; }
inline void append_to(std::string& text, const std::string& part) { text += part; }
inline void append_to(std::string& text, mortise_string_t part) { text += to_view(part); }
inline void append_to(std::string& text, char part) { text += part; }
template <class T, class = std::enable_if_t<std::is_arithmetic_v<T>>>
void append_to(std::string& text, T part) {
  if constexpr (std::is_floating_point_v<T>) {
    char digits[32];
    std::snprintf(digits, sizeof(digits), "%g", static_cast<double>(part));
    text += digits;
  } else {
    text += std::to_string(part);
  }
}
/// "[2, ?, 5]": what is below zero is an unknown extent.
inline void append_to(std::string& text, ShapeView shape) {
  text += '[';
  for (size_t i = 0; i < shape.size(); ++i) {
    if (i != 0) text += ", ";
    text += shape[i] < 0 ? "?" : std::to_string(shape[i]);
  }
  text += ']';
}
inline void append_to(std::string& text, const Shape& shape) { append_to(text, ShapeView(shape)); }

template <class... Parts>
std::string message(const Parts&... parts) {
  std::string text;
  (append_to(text, parts), ...);
  return text;
}

class Error : public std::exception {
 public:
  Error(uint32_t code, std::string text, uint32_t flags = 0)
      : code_(code), flags_(flags), text_(std::move(text)) {}
  uint32_t code() const { return code_; }    // MORTISE_STATUS_…
  uint32_t flags() const { return flags_; }  // MORTISE_STATUS_FLAG_…
  const std::string& text() const { return text_; }
  const char* what() const noexcept override { return text_.c_str(); }

 private:
  uint32_t code_;
  uint32_t flags_;
  std::string text_;
};

template <class... Parts>
[[noreturn]] void fail(uint32_t code, const Parts&... parts) {
  throw Error(code, message(parts...));
}
template <class... Parts>
[[noreturn]] void invalid(const Parts&... parts) {
  throw Error(MORTISE_STATUS_INVALID_ARGUMENT, message(parts...));
}
template <class... Parts>
[[noreturn]] void unsupported(const Parts&... parts) {
  throw Error(MORTISE_STATUS_UNSUPPORTED, message(parts...));
}

/// The static out-of-memory status.
inline mortise_status_t* out_of_memory_status() noexcept {
  static constexpr char kText[] = "out of memory";
  static mortise_status_t status = {sizeof(mortise_status_t),
                                    MORTISE_STATUS_OUT_OF_MEMORY,
                                    MORTISE_STATUS_FLAG_RETRYABLE,
                                    {kText, sizeof(kText) - 1},
                                    nullptr};
  return &status;
}

/// A status of this plugin's own: it brings its release function along, so no host is needed to make one.
inline mortise_status_t* make_status(uint32_t code, uint32_t flags,
                                     std::string_view text) noexcept {
  void* block = std::malloc(sizeof(mortise_status_t) + text.size());
  if (block == nullptr) return out_of_memory_status();
  auto* status = static_cast<mortise_status_t*>(block);
  char* copy = static_cast<char*>(block) + sizeof(mortise_status_t);
  if (!text.empty()) std::memcpy(copy, text.data(), text.size());
  *status = {
      sizeof(mortise_status_t), code, flags, {copy, text.size()}, [](mortise_status_t* self) {
        std::free(self);
      }};
  return status;
}

/// The status for the exception that is being handled.
inline mortise_status_t* current_exception_status() noexcept {
  try {
    throw;
  } catch (const Error& error) {
    return make_status(error.code(), error.flags(), error.text());
  } catch (const std::bad_alloc&) {
    return out_of_memory_status();
  } catch (const std::exception& error) {
    return make_status(MORTISE_STATUS_INTERNAL, 0, error.what());
  } catch (...) {
    return make_status(MORTISE_STATUS_INTERNAL, 0, "an exception of an unknown type was thrown");
  }
}

namespace detail {
inline Error copy_of_current_exception() {
  try {
    throw;
  } catch (const Error& error) {
    return error;
  } catch (const std::bad_alloc&) {
    return {MORTISE_STATUS_OUT_OF_MEMORY, "out of memory", MORTISE_STATUS_FLAG_RETRYABLE};
  } catch (const std::exception& error) {
    return {MORTISE_STATUS_INTERNAL, error.what()};
  } catch (...) {
    return {MORTISE_STATUS_INTERNAL, "an exception of an unknown type was thrown"};
  }
}
}  // namespace detail

/// The exception that is being handled, as an Error: what arrives later, on a fence, has to be kept.
inline Error current_exception_error() noexcept {
  try {
    return detail::copy_of_current_exception();
  } catch (...) {  // there is no memory for its text
    return {MORTISE_STATUS_OUT_OF_MEMORY, "out of memory", MORTISE_STATUS_FLAG_RETRYABLE};
  }
}

/// Runs `body`; what it throws becomes the status that is returned.
template <class Body>
mortise_status_t* guard(Body&& body) noexcept {
  try {
    body();
    return nullptr;
  } catch (...) {
    return current_exception_status();
  }
}

/// Throws a status that came over the ABI, and releases it.
inline void check(mortise_status_t* status) {
  if (status == nullptr) return;
  struct Release {
    mortise_status_t* status;
    ~Release() { mortise_status_release(status); }
  } release{status};
  throw Error(status->code, std::string(to_view(status->message)), status->flags);
}

[[noreturn]] inline void refuse_struct(const void* object, uint64_t size, uint64_t first_size,
                                       uint64_t known_size, const char* name) {
  if (size < first_size) {
    fail(MORTISE_STATUS_INCOMPATIBLE, name, " has ", size, " bytes, but at least ", first_size,
         " are needed: its maker was built with older headers");
  }
  fail(MORTISE_STATUS_UNSUPPORTED, name, " has a member at offset ",
       mortise_unknown_tail(object, size, known_size),
       " that this plugin does not know: rebuild the plugin with newer headers");
}

/// Refuses a struct that is shorter than its first version, or sets a member that this header does not have. `first_size`
/// (MORTISE_…_FIRST_SIZE) is for a struct that has grown: members behind it are read only where MORTISE_REACHES says so.
template <class T>
void check_struct(const T* object, const char* name, uint64_t first_size = sizeof(T)) {
  const uint64_t size = object->struct_size;
  if (size == sizeof(T)) return;
  if (size < first_size || mortise_unknown_tail(object, size, sizeof(T)) != 0) {
    refuse_struct(object, size, first_size, sizeof(T), name);
  }
}

/// Refuses only what is too short: for a table of functions, which may offer more than these headers know, and for a struct that
/// is to be written, whose maker has set struct_size to the room there is.
template <class T>
void check_size(const T* object, const char* name, uint64_t first_size = sizeof(T)) {
  if (object->struct_size < first_size)
    refuse_struct(object, object->struct_size, first_size, sizeof(T), name);
}

/// Item `index` of an array whose items have `size` bytes, as their maker's first one says: its headers may know more
/// members than these.
template <class T>
T& struct_at(T* items, uint64_t size, uint64_t index) {
  using Byte = std::conditional_t<std::is_const_v<T>, const unsigned char, unsigned char>;
  return *reinterpret_cast<T*>(reinterpret_cast<Byte*>(items) + index * size);
}

}  // namespace mortise::sdk

#endif  // MORTISE_SDK_STATUS_HPP_
