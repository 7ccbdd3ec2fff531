// Operators, kernels and dtypes of all loaded instances, by name. Any thread.
#pragma once

#include <mortise/abi/operator.h>

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/host/contents.hpp"

namespace mortise::host {

class Registry {
 public:
  /// Of what two plugins provide, one's is kept; a line about each such case is returned.
  std::vector<std::string> add(const std::string& plugin_id, const Contents& contents);
  void clear();

  const mortise_operator_t* find_operator(std::string_view domain, std::string_view op,
                                          uint32_t version) const;
  /// The version of the oldest form; 0 when there is none.
  uint32_t oldest_operator(std::string_view domain, std::string_view op) const;
  const mortise_kernel_definition_t* find_kernel(std::string_view device_kind,
                                                 std::string_view domain, std::string_view op,
                                                 uint32_t version) const;
  const mortise_dtype_info_t* find_dtype(uint32_t dtype) const;

 private:
  // Of equal things the one of the plugin whose id sorts first is found, in whichever order they were loaded.
  template <class Definition>
  struct Entry {
    std::string plugin_id;
    const Definition* definition;
  };

  mutable std::mutex mutex_;
  std::map<std::string, std::map<uint32_t, Entry<mortise_operator_t>>, std::less<>> operators_;
  std::map<std::string, std::map<uint32_t, Entry<mortise_kernel_definition_t>>, std::less<>>
      kernels_;
  std::unordered_map<uint32_t, Entry<mortise_dtype_info_t>> dtypes_;
};

}  // namespace mortise::host
