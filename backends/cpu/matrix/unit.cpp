#include "backends/cpu/matrix/unit.hpp"

#include <cpuid.h>
#include <immintrin.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>

#include <hwy/highway.h>
#include <hwy/targets.h>

namespace mortise::cpu::matrix {
namespace {

// CPUID leaf 7: EDX of subleaf 0, EAX of subleaf 1.
constexpr unsigned kAmxBf16 = 1u << 22, kAmxTile = 1u << 24, kAvx512Bf16 = 1u << 5;
// Linux hands out the tiles' registers on request only, for they enlarge signal frames.
constexpr long kRequestPermission = 0x1023;  // ARCH_REQ_XCOMP_PERM
constexpr long kTileData = 18;               // XFEATURE_XTILEDATA

bool has_instructions() {
  unsigned a = 0, b = 0, c = 0, d = 0, a1 = 0;
  if (__get_cpuid_count(7, 0, &a, &b, &c, &d) == 0) return false;
  if (__get_cpuid_count(7, 1, &a1, &b, &c, &a) == 0) return false;
  return (d & kAmxBf16) != 0 && (d & kAmxTile) != 0 && (a1 & kAvx512Bf16) != 0;
}

bool ask() {
  // Every processor with the unit has these; tests choose vector code of other processors by it.
  if ((hwy::SupportedTargets() & HWY_AVX3_DL) == 0 || !has_instructions()) return false;
  return syscall(SYS_arch_prctl, kRequestPermission, kTileData) == 0;
}

}  // namespace

bool available() {
  static const bool answer = ask();
  return answer;
}

namespace {

struct alignas(64) Configuration {
  uint8_t palette = 1, start_row = 0, reserved[14] = {};
  uint16_t bytes[16] = {64, 64, 64, 64, 64, 64, 64, 64};
  uint8_t rows[16] = {16, 16, 16, 16, 16, 16, 16, 16};
};
constexpr Configuration kConfiguration;

__attribute__((target("amx-tile"))) void configure() { _tile_loadconfig(&kConfiguration); }
__attribute__((target("amx-tile"))) void release() { _tile_release(); }

}  // namespace

Tiles::Tiles() { configure(); }
Tiles::~Tiles() { release(); }

}  // namespace mortise::cpu::matrix
