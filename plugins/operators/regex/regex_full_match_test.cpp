#include "plugins/operators/regex/regex_full_match.hpp"

#include <catch2/catch.hpp>

#include "plugin-sdk/testing/fake_graph.hpp"
#include "plugin-sdk/testing/fake_host.hpp"
#include "plugin-sdk/testing/run_kernel.hpp"

namespace mortise::regex {
namespace {

using Texts = std::vector<std::string>;

/// Which of the texts match; throws what the kernel's creation reports.
std::vector<bool> matches(std::string_view pattern, const Texts& texts) {
  const sdk::testing::FakeHost host;
  sdk::Operator op(host.table(), "", "RegexFullMatch", 20);
  define_regex_full_match(op);
  const int64_t count = static_cast<int64_t>(texts.size());
  const sdk::ShapeView shape(&count, 1);
  sdk::testing::FakeGraph graph;
  sdk::Builder b = graph.builder();
  b.node("RegexFullMatch", {b.input("x", sdk::tensor_type(MORTISE_DTYPE_STRING, shape))},
         {{"pattern", pattern}});

  std::vector<mortise_string_t> elements;
  for (const std::string& text : texts) elements.push_back(sdk::to_abi(text));
  std::vector<uint8_t> found(texts.size());
  std::vector<mortise_tensor_view_t> y = {sdk::host_view(MORTISE_DTYPE_BOOL, shape, found.data())};
  sdk::testing::run_kernel(op, graph.node_abi(0),
                           {sdk::host_view(MORTISE_DTYPE_STRING, shape, elements.data())}, y);

  return {found.begin(), found.end()};
}

TEST_CASE("RegexFullMatch wants the whole string to match") {
  CHECK(matches(R"(www\.[\w.-]+\.\bcom\b)",
                {"www.google.com", "www.bbc.co.uk", "see www.google.com"}) ==
        std::vector<bool>{true, false, false});
  CHECK(matches("", {"", "x"}) == std::vector<bool>{true, false});
  CHECK(matches("中.", {"中国", "中"}) == std::vector<bool>{true, false});
  CHECK(matches("a", {}).empty());
}

TEST_CASE("RegexFullMatch takes no longer for an expression that makes others backtrack") {
  CHECK(matches("(a*)*(a*)*b", {std::string(50'000, 'a')}) == std::vector<bool>{false});
}

TEST_CASE("RegexFullMatch says what is wrong with a pattern") {
  CHECK_THROWS_WITH(matches("(", {"x"}),
                    Catch::Contains("pattern is no regular expression of RE2"));
  CHECK_THROWS_WITH(matches("((a{1000}){1000}){1000}", {"x"}),
                    Catch::Contains("pattern is no regular expression of RE2"));
  CHECK_THROWS_WITH(matches(std::string(100'000, '('), {"x"}),
                    Catch::Contains("pattern is no regular expression of RE2"));
}

}  // namespace
}  // namespace mortise::regex
