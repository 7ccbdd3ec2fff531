#include "plugin-sdk/conform/trace.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <catch2/catch.hpp>

namespace mortise::conform {

TEST_CASE("a trace can be read through its descriptor while its owner is not asked") {
  const int descriptor = ::memfd_create("trace", MFD_CLOEXEC);
  REQUIRE(::ftruncate(descriptor, Trace::kBytes) == 0);
  Trace trace(descriptor);
  trace.add("copy(", 1, ");");
  trace.add("fill(", 2, ");");
  REQUIRE(Trace::read(descriptor) == "copy(1);\nfill(2);\n");
  trace.clear();
  REQUIRE(Trace::read(descriptor).empty());
  ::close(descriptor);
}

TEST_CASE("a trace that overflows keeps its newest lines whole") {
  Trace trace;
  for (int i = 0; i < 20000; ++i) trace.add("line ", i);
  const std::string text = trace.text();
  REQUIRE(text.size() <= Trace::kBytes);
  // A note, and then whole lines.
  REQUIRE(text.substr(0, 3) == "// ");
  REQUIRE(text.substr(text.find('\n') + 1, 5) == "line ");
  REQUIRE(text.substr(text.size() - 11) == "line 19999\n");
  // A statement that is too long is cut, and the next one has a line of its own.
  trace.add(std::string(3 * Trace::kBytes, 'x'));
  trace.add("next");
  REQUIRE(trace.text().size() <= Trace::kBytes);
  REQUIRE_THAT(trace.text(), Catch::EndsWith("x\nnext\n"));
}

TEST_CASE("a program in a trace takes the place of what came before, and is never left out") {
  Trace trace;
  trace.add("open();");
  trace.add_program("int main() {}");
  for (int i = 0; i < 20000; ++i) trace.add("line ", i);
  const std::string text = trace.text();
  REQUIRE(text.size() <= Trace::kBytes);
  REQUIRE_THAT(text, Catch::StartsWith(std::string("int main() {}\n") + Trace::kCut + "line "));
  REQUIRE_THAT(text, Catch::EndsWith("\nline 19999\n"));
  trace.clear();
  REQUIRE(trace.text().empty());
}

}  // namespace mortise::conform
