// A struct in every form in which another version of the headers could hand it over: cut short after each member, and
// longer, with nothing or something in what is new. It ends where its page of memory ends, so that reading past
// struct_size is a crash.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "plugin-sdk/conform/status.hpp"

namespace mortise::conform {

/// Bytes with an inaccessible page right behind them.
class GuardedBytes {
 public:
  /// A copy of `known` bytes of `object`, cut or filled up with zeros to `size`. Requires: size is a multiple of 8.
  GuardedBytes(const void* object, uint64_t known, uint64_t size);
  GuardedBytes(GuardedBytes&& other) noexcept;
  GuardedBytes& operator=(GuardedBytes&&) = delete;
  ~GuardedBytes();
  unsigned char* data() const { return data_; }

 private:
  void* pages_;
  uint64_t mapped_;
  unsigned char* data_;
};

enum class FormKind {
  kShort,    // shorter than the first version: refused, or done where what is missing is not needed
  kLonger,   // longer, nothing set: as if it were not there
  kUnknown,  // longer, something set: refused before any effect, naming the offset
};

struct StructForm {
  FormKind kind;
  std::string text;     // "cut to 16 bytes"
  uint64_t size;        // what struct_size says
  uint64_t set_offset;  // of kUnknown: the byte that is set
};

/// All forms of a struct of so many bytes.
std::vector<StructForm> forms_of(uint64_t known_size);

/// The struct in that form, its struct_size set.
GuardedBytes in_form(const void* object, uint64_t known_size, const StructForm& form);

/// What may be done with one form of a struct.
struct FormUse {
  std::string name;    // "mortise_launch_t"
  const void* object;  // as these headers have it
  uint64_t known_size;
  std::function<Status(void* given)> call;  // hands it over
  // May be empty: it had its effect. All of it, unless the form is kShort.
  std::function<void(const StructForm& form, const std::string& what)> check_done;
  std::function<void(const std::string& what)> check_untouched;  // may be empty: it had none
};

/// Every form in turn. Throws Failure.
void check_forms(const FormUse& use);

}  // namespace mortise::conform
