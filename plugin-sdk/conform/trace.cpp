#include "plugin-sdk/conform/trace.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <cstring>
#include <new>

namespace mortise::conform {

struct Trace::Memory {
  uint64_t size;
  char text[kBytes - sizeof(uint64_t)];
};

namespace {

template <class Memory>
Memory* map(int descriptor) {
  const int flags = descriptor < 0 ? MAP_PRIVATE | MAP_ANONYMOUS : MAP_SHARED;
  void* memory = ::mmap(nullptr, sizeof(Memory), PROT_READ | PROT_WRITE, flags, descriptor, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  return static_cast<Memory*>(memory);
}

}  // namespace

Trace::Trace(int descriptor) : memory_(map<Memory>(descriptor)) { memory_->size = 0; }

Trace::~Trace() { ::munmap(memory_, sizeof(Memory)); }

void Trace::clear() {
  const std::lock_guard<std::mutex> lock(mutex_);
  memory_->size = kept_ = 0;
  names_.clear();
  hosts_.clear();
}

std::string Trace::next_name(const char* prefix) {
  const std::lock_guard<std::mutex> lock(mutex_);
  return prefix + std::to_string(++names_[prefix]);
}

std::string Trace::host_name(const void* memory) {
  if (memory == nullptr) return "nullptr";
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto [entry, is_new] = hosts_.try_emplace(memory);
  if (is_new) entry->second = "host" + std::to_string(hosts_.size());
  return entry->second;
}

void Trace::append(std::string line) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (line.size() >= sizeof(memory_->text) / 4) line.resize(sizeof(memory_->text) / 4 - 1);
  line += '\n';
  if (memory_->size + line.size() > sizeof(memory_->text)) {
    // The older half goes, up to the end of a line; a note takes its place.
    char* begin = memory_->text + kept_;
    const char* end = memory_->text + memory_->size;
    const char* newer = std::find(begin + (end - begin) / 2, const_cast<char*>(end), '\n') + 1;
    const uint64_t size = newer < end ? static_cast<uint64_t>(end - newer) : 0;
    const uint64_t note = std::strlen(kCut);
    std::memmove(begin + note, newer, size);
    std::memcpy(begin, kCut, note);
    memory_->size = kept_ + note + size;
  }
  std::memcpy(memory_->text + memory_->size, line.data(), line.size());
  memory_->size += line.size();
}

void Trace::add_program(std::string program) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    memory_->size = kept_ = 0;
  }
  append(std::move(program));
  const std::lock_guard<std::mutex> lock(mutex_);
  kept_ = memory_->size;
}

std::string Trace::text() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return {memory_->text, memory_->size};
}

std::string Trace::read(int descriptor) {
  auto* memory = map<Memory>(descriptor);
  // Whoever crashed may have damaged it.
  const uint64_t size = std::min<uint64_t>(memory->size, sizeof(memory->text));
  std::string text(memory->text, size);
  ::munmap(memory, sizeof(Memory));
  return text;
}

}  // namespace mortise::conform
