#include "plugins/operators/regex/regex_full_match.hpp"

#include <re2/re2.h>

namespace mortise::regex {
namespace {

using namespace sdk;  // NOLINT: an operator's file is written in the SDK's words

constexpr int64_t kMemory = int64_t{8}
                            << 20;  // bytes that an expression and its automaton may take

RE2::Options options() {
  RE2::Options options;
  options.set_log_errors(false);  // a plugin writes nothing to the process's streams
  options.set_max_mem(kMemory);
  return options;
}

// RE2 takes time in proportion to the text and bounded memory, whatever the expression.
class RegexFullMatchKernel {
 public:
  RegexFullMatchKernel(const Node& node, const KernelContext&) : expression_(compile(node)) {}

  void run(const Launch& launch) const {
    const auto* x = launch.in<mortise_string_t>(0);
    auto* y = launch.out<bool8>(0);
    const int64_t count = element_count(launch.output(0));
    for (int64_t i = 0; i < count; ++i) {
      const std::string_view text = to_view(x[i]);
      y[i] = bool8(RE2::FullMatch(re2::StringPiece(text.data(), text.size()), *expression_));
    }
  }

  static std::unique_ptr<const RE2> compile(const Node& node) {
    const std::string_view pattern = node.attr_string("pattern", "");
    auto expression =
        std::make_unique<RE2>(re2::StringPiece(pattern.data(), pattern.size()), options());
    if (!expression->ok())
      invalid("attribute pattern is no regular expression of RE2: ", expression->error());
    return expression;
  }

 private:
  std::unique_ptr<const RE2> expression_;
};

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(TypeList<mortise_string_t>{}));
  (void)RegexFullMatchKernel::compile(node);
  out.set_like(0, node.type(0), MORTISE_DTYPE_BOOL);
}

}  // namespace

void define_regex_full_match(Operator& op) {
  op.summary("Whether each string matches a regular expression as a whole")
      .input("X")
      .output("Y")
      .required_attribute("pattern", MORTISE_ATTRIBUTE_STRING)
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE)
      .infer(&infer)
      .kernel<RegexFullMatchKernel>();
}

}  // namespace mortise::regex
