#include "plugins/formats/onnx/text.hpp"

#include <catch2/catch.hpp>

using namespace mortise::onnx;

TEST_CASE("well-formed UTF-8 is accepted") {
  CHECK(find_invalid_utf8("") == std::string_view::npos);
  CHECK(find_invalid_utf8("plain") == std::string_view::npos);
  CHECK(find_invalid_utf8("\xc2\x80 \xdf\xbf \xe0\xa0\x80 \xed\x9f\xbf \xef\xbf\xbf") ==
        std::string_view::npos);
  CHECK(find_invalid_utf8("\xf0\x90\x80\x80 \xf4\x8f\xbf\xbf") == std::string_view::npos);
}

TEST_CASE("malformed UTF-8 is found at its first byte") {
  const std::string_view malformed[] = {"ab\x80",
                                        "ab\xc0\xaf",
                                        "ab\xc1\xbf",
                                        "ab\xe0\x9f\xbf",
                                        "ab\xed\xa0\x80",
                                        "ab\xf0\x8f\xbf\xbf",
                                        "ab\xf4\x90\x80\x80",
                                        "ab\xf5\x80\x80\x80",
                                        "ab\xe2\x82",
                                        "ab\xff"};
  for (const std::string_view text : malformed) CHECK(find_invalid_utf8(text) == 2);
}

TEST_CASE("a quoted text is short, printable and whole") {
  CHECK(quoted("a\nb") == "a?b");
  CHECK(quoted("a\xff") == "a?");
  const std::string quotation = mortise::onnx::quoted(std::string(119, 'a') + "\xc3\xa9");
  CHECK(quotation == std::string(119, 'a') + "…");
}
