#include <cstring>

#include "plugins/operators/contrib/operator.hpp"

namespace mortise::contrib {
namespace {

using WordTypes = TypeList<int32_t, uint32_t, int64_t, uint64_t, float, double>;

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(Concat<WordTypes, TypeList<mortise_string_t>>{}));
  const uint32_t dtype =
      node.attr_bool("positive", true) ? MORTISE_DTYPE_UINT32 : MORTISE_DTYPE_INT32;
  out.set_like(0, node.type(0), dtype);
}

uint32_t rotated(uint32_t word, int count) { return word << count | word >> (32 - count); }

uint32_t mixed(uint32_t word) { return rotated(word * 0xcc9e2d51u, 15) * 0x1b873593u; }

// Appleby: MurmurHash3 (2011), MurmurHash3_x86_32.
uint32_t hashed(const unsigned char* bytes, size_t size, uint32_t seed) {
  uint32_t hash = seed;
  for (size_t i = 0; i + 4 <= size; i += 4) {
    uint32_t word = 0;
    std::memcpy(&word, bytes + i, 4);
    hash = rotated(hash ^ mixed(word), 13) * 5 + 0xe6546b64u;
  }
  uint32_t rest = 0;
  for (size_t i = 0; i < size % 4; ++i) rest |= uint32_t{bytes[size / 4 * 4 + i]} << 8 * i;
  if (size % 4 != 0) hash ^= mixed(rest);
  hash ^= static_cast<uint32_t>(size);
  hash = (hash ^ hash >> 16) * 0x85ebca6bu;
  hash = (hash ^ hash >> 13) * 0xc2b2ae35u;
  return hash ^ hash >> 16;
}

class MurmurHash3Kernel {
 public:
  MurmurHash3Kernel(const Node& node, const KernelContext&)
      : seed_(static_cast<uint32_t>(node.attr_int("seed", 0))) {}

  void run(const Launch& launch) const {
    const mortise_tensor_view_t& x = launch.input(0);
    const int64_t count = element_count(launch.input_shape(0));
    auto* y = launch.out<uint32_t>(0);
    if (x.dtype == MORTISE_DTYPE_STRING) {
      for (int64_t i = 0; i < count; ++i) {
        const std::string_view text = to_view(launch.in<mortise_string_t>(0)[i]);
        y[i] = hashed(reinterpret_cast<const unsigned char*>(text.data()), text.size(), seed_);
      }
      return;
    }
    const size_t size = storage_bytes(x.dtype, 1);
    for (int64_t i = 0; i < count; ++i)
      y[i] = hashed(launch.in<unsigned char>(0) + static_cast<size_t>(i) * size, size, seed_);
  }

 private:
  uint32_t seed_;
};

}  // namespace

MORTISE_OPERATOR(MurmurHash3, 1) {
  op.summary("A hash of 32 bits of each element's bytes")
      .input("X")
      .output("Y")
      .attribute("positive", MORTISE_ATTRIBUTE_INT)
      .attribute("seed", MORTISE_ATTRIBUTE_INT)
      .infer(&infer)
      .kernel<MurmurHash3Kernel>();
}

}  // namespace mortise::contrib
