#include "core/host/image.hpp"

#include <link.h>

#include <algorithm>

namespace mortise::host {
namespace {

struct Search {
  uintptr_t address;
  std::vector<std::pair<uintptr_t, uintptr_t>> segments;
};

int visit(dl_phdr_info* info, size_t, void* context) {
  auto* search = static_cast<Search*>(context);
  std::vector<std::pair<uintptr_t, uintptr_t>> segments;
  bool here = false;
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    const auto& header = info->dlpi_phdr[i];
    if (header.p_type != PT_LOAD) continue;
    const uintptr_t begin = info->dlpi_addr + header.p_vaddr;
    segments.emplace_back(begin, begin + header.p_memsz);
    here |= search->address >= begin && search->address < begin + header.p_memsz;
  }
  if (here) search->segments = std::move(segments);
  return here ? 1 : 0;
}

}  // namespace

Image Image::of(const void* address) {
  Search search{reinterpret_cast<uintptr_t>(address), {}};
  ::dl_iterate_phdr(&visit, &search);
  Image image;
  image.segments_ = std::move(search.segments);
  return image;
}

bool Image::contains(const void* data, uint64_t size) const {
  const auto begin = reinterpret_cast<uintptr_t>(data);
  return std::any_of(segments_.begin(), segments_.end(), [&](const auto& segment) {
    return begin >= segment.first && begin <= segment.second && size <= segment.second - begin;
  });
}

}  // namespace mortise::host
