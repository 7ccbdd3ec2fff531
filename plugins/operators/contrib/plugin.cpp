// Operators of other domains than the standard's that models exported for ONNX Runtime use: all that operator_table lists.
#include "plugins/operators/contrib/operator_table.hpp"

namespace mortise::contrib {
namespace {

class ContribPlugin final : public sdk::Plugin<sdk::OperatorProvider> {
 public:
  ContribPlugin(const mortise_host_t* host, const sdk::Attributes&) : Plugin(host) {
    add(operator_table());
  }
};

}  // namespace
}  // namespace mortise::contrib

MORTISE_PLUGIN("contrib", "0.1.0", mortise::contrib::ContribPlugin);
