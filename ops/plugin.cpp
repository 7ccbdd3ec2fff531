// The operator library as a plugin: all that operator_table lists.
#include "ops/common/operator_table.hpp"

namespace mortise::ops {
namespace {

class OperatorLibrary final : public sdk::Plugin<sdk::OperatorProvider> {
 public:
  OperatorLibrary(const mortise_host_t* host, const sdk::Attributes&) : Plugin(host) {
    add(operator_table());
  }
};

}  // namespace
}  // namespace mortise::ops

MORTISE_PLUGIN("ops", "0.1.0", mortise::ops::OperatorLibrary);
