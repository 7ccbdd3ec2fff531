// The plugin: the one export.
#include <mortise/sdk/operator_provider.hpp>

#include "plugins/operators/regex/regex_full_match.hpp"

namespace mortise::regex {
namespace {

class RegexPlugin final : public sdk::Plugin<sdk::OperatorProvider> {
 public:
  RegexPlugin(const mortise_host_t* host, const sdk::Attributes&) : Plugin(host) {
    add(&define_regex_full_match, "", "RegexFullMatch", 20);
  }
};

}  // namespace
}  // namespace mortise::regex

MORTISE_PLUGIN("regex", "0.1.0", mortise::regex::RegexPlugin);
