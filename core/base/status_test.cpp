#include "core/base/status.hpp"

#include <catch2/catch.hpp>

using namespace mortise;

namespace {

// A plugin's status, of which the tests count the releases.
struct Given : mortise_status_t {
  Given() : mortise_status_t{} {
    struct_size = sizeof(mortise_status_t);
    code = MORTISE_STATUS_NOT_FOUND;
    message = mortise::to_abi("not there");
    mortise_status_t::release = [](mortise_status_t* self) {
      ++static_cast<Given*>(self)->releases;
    };
  }
  int releases = 0;
};

}  // namespace

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

TEST_CASE("a status that came over the ABI is released once, however it travels") {
  Given given;
  {
    Status first(&given);
    Status second = std::move(first);
    first = std::move(second);
    CHECK(first.message() == "not there");
    CHECK(given.releases == 0);
  }
  CHECK(given.releases == 1);
  {
    const Status annotated = Status(&given).annotate("where");
    CHECK(annotated.message() == "where: not there");
    CHECK(given.releases == 2);
  }
  CHECK(given.releases == 2);
}

TEST_CASE("a malformed status is an internal error, and is given back where that can be") {
  const auto message_of = [](Given& given) {
    const Status status(&given);
    CHECK(status.code() == MORTISE_STATUS_INTERNAL);
    CHECK(status.flags() == 0);
    return std::string(status.message());
  };
  Given short_one, no_code, new_code, no_text, long_text;
  short_one.struct_size = 8;
  CHECK_THAT(message_of(short_one), Catch::Contains("struct_size"));
  CHECK(short_one.releases == 0);

  no_code.code = 0;
  new_code.code = 77;
  no_text.message = {nullptr, uint64_t{1} << 63};
  long_text.message.size = UINT64_MAX;
  for (Given* given : {&no_code, &new_code})
    CHECK_THAT(message_of(*given), Catch::Contains("code"));
  for (Given* given : {&no_text, &long_text})
    CHECK_THAT(message_of(*given), Catch::Contains("message cannot be read"));
  for (const Given* given : {&no_code, &new_code, &no_text, &long_text})
    CHECK(given->releases == 1);
}
