// Nodes from nowhere: shape rules, portable kernels and sessions of one node.
#include <cstdio>
#include <cstdlib>

#include "plugin-sdk/conform/check.hpp"
#include "tests/fuzz/node_check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const mortise::fuzz::NodeCheck check;
  mortise::fuzz::Choices choices(data, size);
  try {
    check.run(choices);
  } catch (const mortise::conform::Failure& failure) {
    std::fprintf(stderr, "%s\n", failure.text.c_str());
    std::abort();
  }
  return 0;
}
