#include "core/base/status.hpp"

#include <catch2/catch.hpp>

using namespace mortise;

TEST_CASE("an error is annotated with where it happened, once") {
  const auto annotated = [](std::string_view message, std::string_view where) {
    return std::string(invalid_argument(message).annotate(where).message());
  };
  CHECK(annotated("pads", "Conv 'x'") == "Conv 'x': pads");
  CHECK(annotated("Conv 'x': pads", "Conv 'x'") == "Conv 'x': pads");
  CHECK(annotated("Conv 'x' has pads", "Conv 'x'") == "Conv 'x': Conv 'x' has pads");
  CHECK(annotated("Relu: pads", "Conv") == "Conv: Relu: pads");
  CHECK(annotated("Conv", "Conv") == "Conv: Conv");
}

TEST_CASE("a node that is named without its domain is not named again") {
  const std::string where = "acme::Conv 'a::b'";
  CHECK(invalid_argument("Conv 'a::b': pads").annotate(where).message() == where + ": pads");
  CHECK(invalid_argument(where + ": pads").annotate(where).message() == where + ": pads");
  CHECK(invalid_argument("b': pads").annotate("Conv 'a::b'").message() == "Conv 'a::b': b': pads");
}

TEST_CASE("annotating and stripping keep code and flags, and leave success alone") {
  const Status full = out_of_memory("Conv: full").strip("Conv").annotate("cpu");
  CHECK(full.message() == "cpu: full");
  CHECK(full.code() == MORTISE_STATUS_OUT_OF_MEMORY);
  CHECK(full.flags() == MORTISE_STATUS_FLAG_RETRYABLE);
  CHECK(Status().strip("Conv").ok());
  CHECK(Status().annotate("Conv").ok());
}
