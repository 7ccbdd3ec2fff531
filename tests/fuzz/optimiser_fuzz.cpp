// Graphs from nowhere, optimised and not: what a backend makes of them computes the same.
#include <cstdio>
#include <cstdlib>

#include "plugin-sdk/conform/check.hpp"
#include "tests/fuzz/differential.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const mortise::fuzz::Differential differential;
  try {
    differential.run(data, size);
  } catch (const mortise::conform::Failure& failure) {
    std::fprintf(stderr, "%s\n", failure.text.c_str());
    std::abort();
  }
  return 0;
}
