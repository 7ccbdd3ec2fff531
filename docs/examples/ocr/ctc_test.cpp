#include "ctc.hpp"

#include <catch2/catch.hpp>

using namespace ocr;

namespace {

/// Probabilities that make each step's best class win with 0.7.
std::vector<float> steps_of(const std::vector<size_t>& classes, size_t class_count) {
  std::vector<float> values(classes.size() * class_count, 0.1F);
  for (size_t step = 0; step < classes.size(); ++step) {
    values[step * class_count + classes[step]] = 0.7F;
  }
  return values;
}

std::string text_of(const std::vector<size_t>& classes) {
  const std::vector<std::string> charset = read_charset("a\nb\n");
  return decode(steps_of(classes, charset.size()).data(), classes.size(), charset).text;
}

}  // namespace

TEST_CASE("the charset has the blank first and a space last") {
  CHECK(read_charset("a\nä\n疗") == std::vector<std::string>{"", "a", "ä", "疗", " "});
  CHECK(read_charset("a\r\nb\r\n") == std::vector<std::string>{"", "a", "b", " "});
  CHECK(read_charset("") == std::vector<std::string>{"", " "});
}

TEST_CASE("classes that go on are one character, and a blank parts two") {
  CHECK(text_of({1, 1, 1, 2}) == "ab");
  CHECK(text_of({1, 0, 1}) == "aa");
  CHECK(text_of({0, 0, 2, 3, 1, 0}) == "b a");
}

TEST_CASE("blanks alone are no text and have no score") {
  const std::vector<std::string> charset = read_charset("a\n");
  const std::vector<float> blanks = steps_of({0, 0, 0}, charset.size());
  CHECK(decode(blanks.data(), 3, charset).text.empty());
  CHECK(decode(blanks.data(), 3, charset).score == 0);
  CHECK(decode(blanks.data(), 0, charset).text.empty());
}

TEST_CASE("the score is the mean probability of the characters alone") {
  const std::vector<std::string> charset = read_charset("a\nb\n");
  std::vector<float> values = steps_of({1, 0, 2}, charset.size());
  values[0 * 4 + 1] = 0.9F;
  values[1 * 4 + 0] = 0.2F;
  values[2 * 4 + 2] = 0.5F;
  const Reading reading = decode(values.data(), 3, charset);
  CHECK(reading.text == "ab");
  CHECK(reading.score == Approx(0.7F));
}
