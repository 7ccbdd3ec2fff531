#include "plugin-sdk/conform/suites/struct_forms.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

#include "plugin-sdk/conform/check.hpp"

namespace mortise::conform {
namespace {

bool is_refusal(uint32_t code) {
  return code == MORTISE_STATUS_INCOMPATIBLE || code == MORTISE_STATUS_INVALID_ARGUMENT ||
         code == MORTISE_STATUS_UNSUPPORTED;
}

void check_unknown(const Status& status, const StructForm& form, const std::string& what) {
  expect(!status.ok(), what,
         " was taken: a member that is not known must be refused, and never be ",
         "dropped silently (mortise_unknown_tail finds it)");
  expect(is_refusal(status.code()), what, " must be refused as INCOMPATIBLE or UNSUPPORTED; it is ",
         status.text());
  expect(status.message().find(std::to_string(form.set_offset)) != std::string::npos, what,
         " was refused without naming the offset ", form.set_offset,
         " of the unknown member: ", status.text());
}

void check_form(const FormUse& use, const StructForm& form) {
  const GuardedBytes given = in_form(use.object, use.known_size, form);
  const std::string what = "a " + use.name + " " + form.text;
  const Status status = use.call(given.data());
  if (form.kind == FormKind::kLonger) {
    expect(status.ok(), what, " must be taken, as if the new bytes were not there; it is ",
           status.text());
  } else if (form.kind == FormKind::kUnknown) {
    check_unknown(status, form, what);
  } else if (!status.ok()) {
    expect(is_refusal(status.code()), what, " must be refused as INCOMPATIBLE; it is ",
           status.text());
  }
  if (status.ok() && use.check_done) use.check_done(form, what);
  if (!status.ok() && use.check_untouched) use.check_untouched(what);
}

}  // namespace

GuardedBytes::GuardedBytes(const void* object, uint64_t known, uint64_t size) {
  const auto page = static_cast<uint64_t>(::sysconf(_SC_PAGESIZE));
  const uint64_t usable = (std::max<uint64_t>(size, 1) + page - 1) / page * page;
  mapped_ = usable + page;
  pages_ = ::mmap(nullptr, mapped_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages_ == MAP_FAILED) throw std::bad_alloc();
  ::mprotect(static_cast<char*>(pages_) + usable, page, PROT_NONE);
  data_ = static_cast<unsigned char*>(pages_) + usable - size;
  std::memcpy(data_, object, std::min(known, size));
}

GuardedBytes::GuardedBytes(GuardedBytes&& other) noexcept
    : pages_(std::exchange(other.pages_, nullptr)), mapped_(other.mapped_), data_(other.data_) {}

GuardedBytes::~GuardedBytes() {
  if (pages_ != nullptr) ::munmap(pages_, mapped_);
}

std::vector<StructForm> forms_of(uint64_t known_size) {
  std::vector<StructForm> forms;
  for (uint64_t size = 8; size < known_size; size += 8)
    forms.push_back({FormKind::kShort, sdk::message("cut to ", size, " bytes"), size, 0});
  forms.push_back({FormKind::kShort, "with struct_size 0", 0, 0});
  for (const uint64_t more : {8u, 64u, 1024u})
    forms.push_back({FormKind::kLonger, sdk::message("with ", more, " more bytes, none set"),
                     known_size + more, 0});
  for (const auto& [more, at] : {std::pair{8u, 0u}, {8u, 7u}, {64u, 40u}, {1024u, 1023u}})
    forms.push_back({FormKind::kUnknown,
                     sdk::message("with ", more, " more bytes, of which the one at offset ",
                                  known_size + at, " is set"),
                     known_size + more, known_size + at});
  return forms;
}

GuardedBytes in_form(const void* object, uint64_t known_size, const StructForm& form) {
  // Even where struct_size says less, the member itself is there to be read.
  GuardedBytes bytes(object, known_size, std::max<uint64_t>(form.size, 8));
  std::memcpy(bytes.data(), &form.size, sizeof(form.size));
  if (form.kind == FormKind::kUnknown) bytes.data()[form.set_offset] = 1;
  return bytes;
}

void check_forms(const FormUse& use) {
  for (const StructForm& form : forms_of(use.known_size)) check_form(use, form);
}

}  // namespace mortise::conform
