#include "core/config/operator_name.hpp"

#include <catch2/catch.hpp>

using namespace mortise::config;

TEST_CASE("an operator's name has a domain and a version where they are given") {
  const auto plain = parse_operator_name("Conv");
  REQUIRE(plain);
  CHECK(plain->domain.empty());
  CHECK(plain->op == "Conv");
  CHECK(plain->version == 0);
  const auto full = parse_operator_name("com.example-x::My_Op@12");
  REQUIRE(full);
  CHECK(full->domain == "com.example-x");
  CHECK(full->op == "My_Op");
  CHECK(full->version == 12);
  CHECK(to_string(*full) == "com.example-x::My_Op");
}

TEST_CASE("ai.onnx is another name of the standard domain") {
  const auto name = parse_operator_name("ai.onnx::Relu@14");
  REQUIRE(name);
  CHECK(name->domain.empty());
  CHECK(to_string(*name) == "Relu");
}

TEST_CASE("what is no operator's name is recognised") {
  const std::string text =
      GENERATE(as<std::string>(), "", "::Conv", "a::", "a b", "a::b::c", "Conv@", "Conv@0",
               "Conv@x", "Conv@-1", "Conv@99999999999", "@3", "Con.v");
  CHECK_FALSE(parse_operator_name(text));
}
