// Every operator that a device claims, in every case that the suite has for it, against the reference kernels.
#include <algorithm>
#include <map>

#include "plugin-sdk/conform/node_graph.hpp"
#include "plugin-sdk/conform/suites/bench.hpp"
#include "plugin-sdk/conform/suites/operator_case.hpp"
#include "plugin-sdk/conform/suites/suites.hpp"

namespace mortise::conform {
namespace {

constexpr size_t kViewCases = 3;  // of each operator

std::string dtype_of(const Case& one) { return one.label.substr(0, one.label.find('.')); }

// The reason without its numbers: "input 0 is float64", "input 1 is float64".
std::string kind_of(const std::string& reason) {
  std::string kind;
  for (const char letter : reason) {
    if (letter < '0' || letter > '9') {
      kind += letter;
    } else if (kind.empty() || kind.back() != '#') {
      kind += '#';
    }
  }
  return kind;
}

// The cases of one operator, and what the device says to each.
class OperatorTests {
 public:
  OperatorTests(Device& device, const Reference& reference, const mortise_operator_t& op) {
    for (Case& one : cases_of(op)) {
      prefix_ = "op." + qualified_name(one) + ".";
      Random random(1, one.label);
      const std::vector<HostTensor> inputs = contents_of(one, random);
      const NodeGraph graph(reference.runtime(), one, inputs, device.kind());
      const Answer answer = ask(device, graph.node());
      if (answer.supported) {
        taken_.push_back(std::move(one));
      } else {
        refused_.push_back({std::move(one), answer.reason});
      }
    }
  }

  void add_to(TestList& list) const {
    if (taken_.empty() && refused_.empty()) return;
    if (taken_.empty()) {
      list.add_skipped(prefix_ + "*", refused_.front().reason);
      return;
    }
    add_refused(list);
    for (const Case& one : taken_)
      list.add(prefix_ + one.label, on_host([one](Environment& environment, Host& host) {
                 run_case(environment, host, one);
               }));
    add_views(list);
  }

 private:
  struct Refused {
    Case one;
    std::string reason;
  };

  // One skip for a dtype where all of its cases are refused for one kind of reason.
  void add_refused(TestList& list) const {
    std::map<std::string, std::vector<const Refused*>> by_dtype;
    for (const Refused& refused : refused_) by_dtype[dtype_of(refused.one)].push_back(&refused);
    for (const auto& [dtype, all] : by_dtype) {
      const bool none =
          std::none_of(taken_.begin(), taken_.end(),
                       [&name = dtype](const Case& one) { return dtype_of(one) == name; });
      const std::string kind = kind_of(all.front()->reason);
      const bool alike = std::all_of(all.begin(), all.end(), [&](const Refused* refused) {
        return kind_of(refused->reason) == kind;
      });
      if (none && alike) {
        list.add_skipped(prefix_ + dtype + ".*", all.front()->reason);
        continue;
      }
      for (const Refused* refused : all)
        list.add_skipped(prefix_ + refused->one.label, refused->reason);
    }
  }

  void add_views(TestList& list) const {
    size_t count = 0;
    for (const Case& one : taken_) {
      if (!has_views(one)) continue;
      list.add(prefix_ + one.label + ".views", on_host([one](Environment& environment, Host& host) {
                 run_views(environment, host, one);
               }));
      if (++count == kViewCases) return;
    }
  }

  Cases taken_;
  std::vector<Refused> refused_;
  std::string prefix_;
};

}  // namespace

// Every test opens the first device.
void add_other_devices(TestList& list, const Subject& subject, const Instance& instance) {
  const auto& table = *subject.table<mortise_device_interface_t>(MORTISE_INTERFACE_DEVICE);
  uint64_t count = 0;
  if (take(table.count(instance.get(), &count)).ok() && count > 1)
    list.add_skipped("device.others",
                     sdk::message("only the first of ", count,
                                  " devices is tested; an option of "
                                  "the plugin that chooses the device has the others tested"));
}

void add_device_operator_tests(TestList& list, const Subject& subject, const Reference& reference) {
  Host host(&reference);
  const Instance instance(subject, host.table());
  Trace trace;
  Environment environment{subject, reference, trace, Random(1)};
  try {
    Device device(environment, instance);
    for (const mortise_operator_t* op : reference.operators())
      OperatorTests(device, reference, *op).add_to(list);
    add_other_devices(list, subject, instance);
  } catch (const Skip& none) {
    list.add_skipped("op.*", none.reason);
  }
}

}  // namespace mortise::conform
