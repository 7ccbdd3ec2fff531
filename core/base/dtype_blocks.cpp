#include "core/base/dtype_blocks.hpp"

#include <bit>
#include <cstring>

#include "core/base/dtype.hpp"

namespace mortise {
namespace {

constexpr uint64_t kSmallBlock = 32;
constexpr uint64_t kSuperBlock = 256;

float half_at(const uint8_t* bytes) {
  return float16_to_float32(static_cast<uint16_t>(bytes[0] | bytes[1] << 8));
}

uint32_t word_at(const uint8_t* bytes) {
  return static_cast<uint32_t>(bytes[0]) | static_cast<uint32_t>(bytes[1]) << 8 |
         static_cast<uint32_t>(bytes[2]) << 16 | static_cast<uint32_t>(bytes[3]) << 24;
}

// Calls expand(block, output) for each block.
template <class Expand>
void each_block(const void* source, float* destination, uint64_t count, uint64_t elements,
                uint64_t bytes, Expand expand) {
  const auto* block = static_cast<const uint8_t*>(source);
  for (uint64_t done = 0; done + elements <= count; done += elements) {
    expand(block, destination + done);
    block += bytes;
  }
}

// The scale and minimum number `index` of the 12 bytes in which Q4_K and Q5_K pack eight 6-bit pairs.
struct ScaleAndMinimum {
  int scale, minimum;
};
ScaleAndMinimum scale_and_minimum(const uint8_t* packed, int index) {
  if (index < 4) return {packed[index] & 63, packed[index + 4] & 63};
  return {(packed[index + 4] & 0xF) | (packed[index - 4] >> 6) << 4,
          packed[index + 4] >> 4 | (packed[index] >> 6) << 4};
}

// The sixteen 6-bit scales, biased by 32, that Q3_K packs in 12 bytes: low nibbles first, then pairs of high bits.
void unpack_q3_k_scales(const uint8_t* packed, int (&scales)[16]) {
  for (int i = 0; i < 16; ++i) {
    const int low = i < 8 ? packed[i] & 0xF : packed[i - 8] >> 4;
    const int high = (packed[8 + i % 4] >> (2 * (i / 4))) & 3;
    scales[i] = (low | high << 4) - 32;
  }
}

constexpr int kIq4NlValues[16] = {-127, -104, -83, -65, -49, -35, -22, -10,
                                  1,    13,   25,  38,  53,  69,  89,  113};

}  // namespace

// d (half), 16 bytes of nibbles: elements 0-15 in the low ones, 16-31 in the high ones.
void q4_0_to_float32(const void* source, float* destination, uint64_t count) {
  each_block(source, destination, count, kSmallBlock, 18, [](const uint8_t* block, float* out) {
    const float d = half_at(block);
    for (int i = 0; i < 16; ++i) {
      out[i] = static_cast<float>((block[2 + i] & 0xF) - 8) * d;
      out[i + 16] = static_cast<float>((block[2 + i] >> 4) - 8) * d;
    }
  });
}

// d, m (halves), nibbles as in Q4_0.
void q4_1_to_float32(const void* source, float* destination, uint64_t count) {
  each_block(source, destination, count, kSmallBlock, 20, [](const uint8_t* block, float* out) {
    const float d = half_at(block), m = half_at(block + 2);
    for (int i = 0; i < 16; ++i) {
      out[i] = static_cast<float>(block[4 + i] & 0xF) * d + m;
      out[i + 16] = static_cast<float>(block[4 + i] >> 4) * d + m;
    }
  });
}

// d (half), the 32 fifth bits, nibbles as in Q4_0.
void q5_0_to_float32(const void* source, float* destination, uint64_t count) {
  each_block(source, destination, count, kSmallBlock, 22, [](const uint8_t* block, float* out) {
    const float d = half_at(block);
    const uint32_t high = word_at(block + 2);
    for (int i = 0; i < 16; ++i) {
      const int first = (block[6 + i] & 0xF) | static_cast<int>(high >> i & 1) << 4;
      const int second = block[6 + i] >> 4 | static_cast<int>(high >> (i + 16) & 1) << 4;
      out[i] = static_cast<float>(first - 16) * d;
      out[i + 16] = static_cast<float>(second - 16) * d;
    }
  });
}

// d, m (halves), the 32 fifth bits, nibbles as in Q4_0.
void q5_1_to_float32(const void* source, float* destination, uint64_t count) {
  each_block(source, destination, count, kSmallBlock, 24, [](const uint8_t* block, float* out) {
    const float d = half_at(block), m = half_at(block + 2);
    const uint32_t high = word_at(block + 4);
    for (int i = 0; i < 16; ++i) {
      const int first = (block[8 + i] & 0xF) | static_cast<int>(high >> i & 1) << 4;
      const int second = block[8 + i] >> 4 | static_cast<int>(high >> (i + 16) & 1) << 4;
      out[i] = static_cast<float>(first) * d + m;
      out[i + 16] = static_cast<float>(second) * d + m;
    }
  });
}

// d (half), 32 signed bytes.
void q8_0_to_float32(const void* source, float* destination, uint64_t count) {
  each_block(source, destination, count, kSmallBlock, 34, [](const uint8_t* block, float* out) {
    const float d = half_at(block);
    for (int i = 0; i < 32; ++i) {
      out[i] = static_cast<float>(static_cast<int8_t>(block[2 + i])) * d;
    }
  });
}

// 16 bytes of scale and minimum nibbles, 64 bytes of 2-bit numbers, d, dmin (halves).
void q2_k_to_float32(const void* source, float* destination, uint64_t count) {
  each_block(source, destination, count, kSuperBlock, 84, [](const uint8_t* block, float* out) {
    const float d = half_at(block + 80), dmin = half_at(block + 82);
    for (int group = 0; group < 16; ++group) {
      const float scale = d * static_cast<float>(block[group] & 0xF);
      const float minimum = dmin * static_cast<float>(block[group] >> 4);
      const uint8_t* bytes = block + 16 + group / 8 * 32 + group % 2 * 16;
      const int shift = group % 8 / 2 * 2;
      for (int i = 0; i < 16; ++i) {
        *out++ = scale * static_cast<float>(bytes[i] >> shift & 3) - minimum;
      }
    }
  });
}

// 32 bytes of third bits (clear: subtract 4), 64 bytes of 2-bit numbers, 12 bytes of scales, d (half).
void q3_k_to_float32(const void* source, float* destination, uint64_t count) {
  each_block(source, destination, count, kSuperBlock, 110, [](const uint8_t* block, float* out) {
    const float d = half_at(block + 108);
    int scales[16];
    unpack_q3_k_scales(block + 96, scales);
    for (int group = 0; group < 16; ++group) {
      const float scale = d * static_cast<float>(scales[group]);
      const uint8_t* bytes = block + 32 + group / 8 * 32 + group % 2 * 16;
      const uint8_t* high = block + group % 2 * 16;
      const int shift = group % 8 / 2 * 2;
      for (int i = 0; i < 16; ++i) {
        const int number = (bytes[i] >> shift & 3) - ((high[i] >> (group / 2) & 1) != 0 ? 0 : 4);
        *out++ = scale * static_cast<float>(number);
      }
    }
  });
}

// d, dmin (halves), 12 bytes of scales and minima, 128 bytes of nibbles: per 32 bytes, 32 low ones, then 32 high ones.
void q4_k_to_float32(const void* source, float* destination, uint64_t count) {
  each_block(source, destination, count, kSuperBlock, 144, [](const uint8_t* block, float* out) {
    const float d = half_at(block), dmin = half_at(block + 2);
    for (int group = 0; group < 8; ++group) {
      const ScaleAndMinimum pair = scale_and_minimum(block + 4, group);
      const float scale = d * static_cast<float>(pair.scale);
      const float minimum = dmin * static_cast<float>(pair.minimum);
      const uint8_t* bytes = block + 16 + group / 2 * 32;
      const int shift = group % 2 * 4;
      for (int i = 0; i < 32; ++i) {
        *out++ = scale * static_cast<float>(bytes[i] >> shift & 0xF) - minimum;
      }
    }
  });
}

// As Q4_K, with 32 bytes of fifth bits (bit `group` of byte i) before the nibbles.
void q5_k_to_float32(const void* source, float* destination, uint64_t count) {
  each_block(source, destination, count, kSuperBlock, 176, [](const uint8_t* block, float* out) {
    const float d = half_at(block), dmin = half_at(block + 2);
    for (int group = 0; group < 8; ++group) {
      const ScaleAndMinimum pair = scale_and_minimum(block + 4, group);
      const float scale = d * static_cast<float>(pair.scale);
      const float minimum = dmin * static_cast<float>(pair.minimum);
      const uint8_t* high = block + 16;
      const uint8_t* bytes = block + 48 + group / 2 * 32;
      const int shift = group % 2 * 4;
      for (int i = 0; i < 32; ++i) {
        const int number = (bytes[i] >> shift & 0xF) | (high[i] >> group & 1) << 4;
        *out++ = scale * static_cast<float>(number) - minimum;
      }
    }
  });
}

// 128 bytes of low nibbles, 64 bytes of high bit pairs, 16 signed scales, d (half).
void q6_k_to_float32(const void* source, float* destination, uint64_t count) {
  each_block(source, destination, count, kSuperBlock, 210, [](const uint8_t* block, float* out) {
    const float d = half_at(block + 208);
    for (int i = 0; i < 256; ++i) {
      const int half = i / 128, quarter = i % 128 / 32, lane = i % 32;
      const int low = block[half * 64 + quarter % 2 * 32 + lane] >> (quarter / 2 * 4) & 0xF;
      const int high = block[128 + half * 32 + lane] >> (quarter * 2) & 3;
      const auto scale = static_cast<int8_t>(block[192 + i / 16]);
      out[i] = d * static_cast<float>(scale) * static_cast<float>((low | high << 4) - 32);
    }
  });
}

// As Q4_0, but a nibble is an index into a table.
void iq4_nl_to_float32(const void* source, float* destination, uint64_t count) {
  each_block(source, destination, count, kSmallBlock, 18, [](const uint8_t* block, float* out) {
    const float d = half_at(block);
    for (int i = 0; i < 16; ++i) {
      out[i] = d * static_cast<float>(kIq4NlValues[block[2 + i] & 0xF]);
      out[i + 16] = d * static_cast<float>(kIq4NlValues[block[2 + i] >> 4]);
    }
  });
}

// A power of two (e8m0), then nibbles as in Q4_0, each an e2m1 number.
void mxfp4_to_float32(const void* source, float* destination, uint64_t count) {
  each_block(source, destination, count, kSmallBlock, 17, [](const uint8_t* block, float* out) {
    const float d = float8e8m0_to_float32(block[0]);
    for (int i = 0; i < 16; ++i) {
      out[i] = d * float4e2m1_to_float32(block[1 + i] & 0xF);
      out[i + 16] = d * float4e2m1_to_float32(block[1 + i] >> 4);
    }
  });
}

}  // namespace mortise
