#include "plugin-sdk/conform/case.hpp"
#include "plugin-sdk/conform/cases/families.hpp"

namespace mortise::conform {

Cases cases_of(const mortise_operator_t& op) {
  Cases cases;
  for (const auto add : {&add_elementwise, &add_linear}) add(op, cases);
  for (Case& one : cases) {
    one.domain = sdk::to_view(op.domain);
    one.op = sdk::to_view(op.name);
  }
  return cases;
}

std::string qualified_name(const Case& one) {
  return one.domain.empty() ? one.op : one.domain + "::" + one.op;
}

}  // namespace mortise::conform
