// Maps. A map is a sequence of two tensors of one axis and of one length, its keys and its values, so that whatever takes
// sequences takes maps. No key is there twice; their order says nothing.
#pragma once

#include "ops/common/sequence.hpp"

namespace mortise::ops {

/// The type of a map, of whatever keys and values.
class MapType {
 public:
  MapType();
  MapType(const MapType&) = delete;
  MapType& operator=(const MapType&) = delete;
  const mortise_type_t& abi() const { return type_; }

 private:
  mortise_type_t entries_, type_;
};

struct Entries {
  Value keys, values;
};

/// Of an input that is a map. Throws when it is none.
Entries entries_of(const Structure& s, size_t input);

/// For an operator whose inputs 0 and 1 are a map's keys and values: throws unless they can be. The number of entries, which may
/// be unknown.
int64_t check_entries(const Node& node, DtypeSet keys, DtypeSet values);

}  // namespace mortise::ops
