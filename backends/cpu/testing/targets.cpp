// MORTISE_TEST_TARGET=AVX2 has the tests run the vector code of one instruction set, where this machine would choose
// another (tools/test, step architectures).
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include <hwy/targets.h>

namespace mortise::cpu::testing {
namespace {

bool limit_targets() {
  const char* const wanted = std::getenv("MORTISE_TEST_TARGET");
  if (wanted == nullptr) return false;
  const int64_t supported = hwy::SupportedTargets();
  for (int64_t target = 1; target != 0 && target <= supported; target <<= 1) {
    if ((supported & target) == 0 || std::string_view(wanted) != hwy::TargetName(target)) continue;
    hwy::SetSupportedTargetsForTest(target);
    return true;
  }
  std::fprintf(stderr, "MORTISE_TEST_TARGET: this machine has no %s\n", wanted);
  std::abort();
}

[[maybe_unused]] const bool kLimited = limit_targets();

}  // namespace
}  // namespace mortise::cpu::testing
