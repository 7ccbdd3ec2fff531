#include "tools/peers/runner/matrix_unit.hpp"

#include "tools/peers/runner/team.hpp"

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace mortise::peers {

#if defined(__x86_64__)
namespace {

// CPUID leaf 7, EDX.
constexpr unsigned kAmxBf16 = 1u << 22, kAmxTile = 1u << 24;
// Linux hands out the tiles' registers on request only.
constexpr long kRequestPermission = 0x1023;        // ARCH_REQ_XCOMP_PERM
constexpr long kTileData = 18;                     // XFEATURE_XTILEDATA
constexpr uint64_t kSteps = 100'000;               // in a trial
constexpr double kFlops = 4 * 2.0 * 16 * 16 * 32;  // of a step: four products of 16x32 by 32x16

bool available() {
  unsigned a = 0, b = 0, c = 0, d = 0;
  if (__get_cpuid_count(7, 0, &a, &b, &c, &d) == 0) return false;
  if ((d & kAmxBf16) == 0 || (d & kAmxTile) == 0) return false;
  return syscall(SYS_arch_prctl, kRequestPermission, kTileData) == 0;
}

struct alignas(64) Configuration {
  uint8_t palette = 1, start_row = 0, reserved[14] = {};
  uint16_t bytes[16] = {64, 64, 64, 64, 64, 64, 64, 64};
  uint8_t rows[16] = {16, 16, 16, 16, 16, 16, 16, 16};
};
constexpr Configuration kConfiguration;

// Tiles 0 to 3 hold sums, the others factors; all are zero.
__attribute__((target("amx-tile,amx-bf16"))) void multiply() {
  _tile_loadconfig(&kConfiguration);
  for (uint64_t step = 0; step < kSteps; ++step) {
    _tile_dpbf16ps(0, 4, 6);
    _tile_dpbf16ps(1, 4, 7);
    _tile_dpbf16ps(2, 5, 6);
    _tile_dpbf16ps(3, 5, 7);
  }
  _tile_release();
}

}  // namespace

double peak_matrix_flops(uint64_t threads) {
  if (!available()) return 0;
  const double seconds =
      least_seconds([&] { return time_team(threads, [](uint64_t) { multiply(); }); });
  return kFlops * static_cast<double>(kSteps * threads) / seconds;
}
#else
double peak_matrix_flops(uint64_t) { return 0; }
#endif

}  // namespace mortise::peers
