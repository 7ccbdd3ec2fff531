#include "tests/abi/compat/core.hpp"

#include <dlfcn.h>

#include <span>

#include <toy/abi/fingerprint.h>

#include "core/base/struct_check.hpp"
#include "core/base/text.hpp"
#include "core/host/version_rule.hpp"

// What version 1.1 added is there from then on.
#define SINCE_1_1 (TOY_ABI_MAJOR > 1 || TOY_ABI_MINOR >= 1)

namespace mortise::compat {
namespace {

Status to_status(const host::Verdict& verdict) {
  return verdict ? Status(verdict->code, verdict->cause) : Status();
}

template <class Side>
Status check_side(std::string_view what, uint32_t major, uint32_t minor, const Side& side,
                  uint64_t fingerprint, const uint64_t* older) {
  return to_status(host::check_version(
      what, host::header_version(major, minor, side.fingerprint, side.older_fingerprints),
      host::header_version(TOY_ABI_MAJOR, TOY_ABI_MINOR, fingerprint, older)));
}

class Core {
 public:
  explicit Core(Outcome& outcome) : outcome_(outcome) {
    host_.struct_size = sizeof(host_);
    host_.core = reinterpret_cast<toy_core_t*>(this);
    host_.report = [](toy_core_t* core, const toy_report_t* report) {
      return reinterpret_cast<Core*>(core)->hear(*report).release();
    };
#if SINCE_1_1
    host_.now = [](toy_core_t*) -> int64_t { return 42; };
#endif
  }

  Status run(const char* library, const Order& order) {
    const toy_plugin_description_t* description = nullptr;
    MORTISE_TRY(load(library, description));
    MORTISE_TRY(shake_hands(*description));
    toy_plugin_t* plugin = nullptr;
    MORTISE_TRY(Status(description->create(&host_, &plugin)));
    Status status = ask(plugin, order);
    description->destroy(plugin);
    return status;
  }

 private:
  static Status load(const char* library, const toy_plugin_description_t*& out_description) {
    void* handle = ::dlopen(library, RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) return unavailable(::dlerror());
    const auto query =
        reinterpret_cast<toy_plugin_query_t>(::dlsym(handle, TOY_PLUGIN_QUERY_SYMBOL));
    if (query == nullptr) return unavailable("no query");
    out_description = query();
    return {};
  }

  Status shake_hands(const toy_plugin_description_t& description) {
    MORTISE_TRY(check_side("the plugin's ABI", description.abi_major, description.abi_minor,
                           description, TOY_ABI_FINGERPRINT, TOY_ABI_OLDER_FINGERPRINTS));
    MORTISE_TRY(check_struct(description, "the description", TOY_PLUGIN_DESCRIPTION_FIRST_SIZE));
    for (uint64_t i = 0; i < description.interface_count; ++i) {
      const toy_interface_t& interface = struct_at(description.interfaces, i);
      MORTISE_TRY(check_struct(interface, "an interface", TOY_INTERFACE_FIRST_SIZE));
      MORTISE_TRY(check_side("its reducer interface", interface.major, interface.minor, interface,
                             TOY_ABI_FINGERPRINT_REDUCER, TOY_ABI_OLDER_FINGERPRINTS_REDUCER));
      table_ = static_cast<const toy_reducer_interface_t*>(interface.table);
      MORTISE_TRY(check_table(table_, table_->struct_size, TOY_REDUCER_INTERFACE_FIRST_SIZE,
                              "the reducer table"));
    }
    return table_ == nullptr ? incompatible("no reducer interface") : Status();
  }

  Status hear(const toy_report_t& report) {
    MORTISE_TRY(check_struct(report, "the report", TOY_REPORT_FIRST_SIZE));
    std::string text = to_string(report.text);
#if SINCE_1_1
    if (MORTISE_REACHES(&report, toy_report_t, line) && report.line != 0)
      text += concat({" in line ", std::to_string(report.line)});
#endif
    outcome_.reports.push_back(std::move(text));
    return {};
  }

  Status ask(toy_plugin_t* plugin, const Order& order) {
    static constexpr double kValues[] = {1, 2, 3};
    toy_request_t requests[2] = {};
    for (toy_request_t& request : requests) {
      request.struct_size = sizeof(request);
      request.mode = TOY_MODE_SUM;
      request.values = kValues;
      request.range = {0, 3};
    }
    requests[1].mode = TOY_MODE_MAXIMUM;
#if SINCE_1_1
    if (order.scaled) requests[1].scale = 10;
    if (order.mean) requests[1].mode = TOY_MODE_MEAN;
#endif
    toy_trace_t trace = {sizeof(trace),
                         to_abi(extension_name(order.extension)),
                         order.extension == Extension::kUnknownRequired,
                         0,
                         nullptr,
                         &outcome_.looked_at};
    if (order.extension != Extension::kNone)
      requests[1].next = reinterpret_cast<const mortise_extension_t*>(&trace);
    return call(plugin, requests);
  }

  static std::string_view extension_name(Extension extension) {
    return extension == Extension::kKnown ? TOY_EXTENSION_TRACE : "toy.unheard-of";
  }

  // In one call where the plugin's table reaches that far, else one by one.
  Status call(toy_plugin_t* plugin, std::span<const toy_request_t> requests) {
    outcome_.results.resize(requests.size());
#if SINCE_1_1
    if (MORTISE_REACHES(table_, toy_reducer_interface_t, reduce_all) &&
        table_->reduce_all != nullptr) {
      outcome_.calls = 1;
      return Status(
          table_->reduce_all(plugin, requests.data(), requests.size(), outcome_.results.data()));
    }
#endif
    for (size_t i = 0; i < requests.size(); ++i) {
      ++outcome_.calls;
      MORTISE_TRY(Status(table_->reduce(plugin, &requests[i], &outcome_.results[i])));
    }
    return {};
  }

  Outcome& outcome_;
  toy_host_t host_ = {};
  const toy_reducer_interface_t* table_ = nullptr;
};

}  // namespace
}  // namespace mortise::compat

extern "C" MORTISE_EXPORT void toy_core_run(const char* library,
                                            const mortise::compat::Order* order,
                                            mortise::compat::Outcome* out_outcome);
void toy_core_run(const char* library, const mortise::compat::Order* order,
                  mortise::compat::Outcome* out_outcome) {
  const mortise::Status status = mortise::compat::Core(*out_outcome).run(library, *order);
  if (!status.ok()) out_outcome->refusal = status.message();
}
