// The plugin of plugin.c in C++17, with the SDK's firewall and struct checks; the same definitions.
#include <mortise/sdk/status.hpp>

#include <algorithm>
#include <numeric>

#include <toy/abi/fingerprint.h>

// What version 1.1 added is there from then on.
#define SINCE_1_1 (TOY_ABI_MAJOR > 1 || TOY_ABI_MINOR >= 1)

struct toy_plugin {
  const toy_host_t* host;
};

namespace {

using namespace mortise::sdk;

// ---- the reducer ----

void look_at_extensions(const toy_request_t& request) {
  for (const mortise_extension_t* item = request.next; item != nullptr; item = item->next) {
    if (to_view(item->name) == TOY_EXTENSION_TRACE) {
      *reinterpret_cast<const toy_trace_t*>(item)->count = request.range.end - request.range.begin;
    } else if (item->required != 0) {
      fail(MORTISE_STATUS_UNSUPPORTED, "the request: the required extension `", item->name,
           "` is unknown");
    }
  }
}

double fold(const toy_request_t& request) {
  const double* begin = request.values + request.range.begin;
  const double* end = request.values + request.range.end;
  switch (request.mode) {
    case TOY_MODE_SUM: return std::accumulate(begin, end, 0.0);
    case TOY_MODE_MAXIMUM: return *std::max_element(begin, end);
#if SINCE_1_1
    case TOY_MODE_MEAN: return std::accumulate(begin, end, 0.0) / static_cast<double>(end - begin);
#endif
    default: fail(MORTISE_STATUS_UNSUPPORTED, "the request: ", request.mode, " is an unknown mode");
  }
}

double reduce(const toy_request_t& request) {
  check_struct(&request, "the request", TOY_REQUEST_FIRST_SIZE);
  look_at_extensions(request);
  const double result = fold(request);
#if SINCE_1_1
  if (MORTISE_REACHES(&request, toy_request_t, scale) && request.scale != 0)
    return result * request.scale;
#endif
  return result;
}

const toy_reducer_interface_t* table() {
  static const toy_reducer_interface_t functions = [] {
    toy_reducer_interface_t t{};
    t.struct_size = sizeof(t);
    t.reduce = [](toy_plugin_t*, const toy_request_t* request, double* out_result) {
      return guard([&] { *out_result = reduce(*request); });
    };
#if SINCE_1_1
    t.reduce_all = [](toy_plugin_t*, const toy_request_t* requests, uint64_t count,
                      double* out_results) {
      return guard([&] {
        for (uint64_t i = 0; i < count; ++i)
          out_results[i] = reduce(struct_at(requests, requests->struct_size, i));
      });
    };
#endif
    return t;
  }();
  return &functions;
}

// ---- the plugin ----

void say(const toy_host_t& host, const std::string& text) {
  toy_report_t report{};
  report.struct_size = sizeof(report);
  report.level = TOY_LEVEL_INFO;
  report.text = to_abi(text);
#ifdef SETS_LINE
  report.line = 7;
#endif
  check(host.report(host.core, &report));
}

void greet(const toy_host_t& host) {
#if SINCE_1_1
  if (MORTISE_REACHES(&host, toy_host_t, now)) {
    say(host, message("created at ", host.now(host.core)));
    return;
  }
#endif
  say(host, "created without a clock");
}

mortise_status_t* create(const toy_host_t* host, toy_plugin_t** out_plugin) {
  return guard([&] {
    check_size(host, "the host table", TOY_HOST_FIRST_SIZE);
    greet(*host);
    *out_plugin = new toy_plugin{host};
  });
}

const toy_plugin_description_t* describe() {
  static const toy_interface_t interface = {sizeof(interface),
                                            TOY_INTERFACE_REDUCER,
                                            TOY_ABI_MAJOR,
                                            TOY_ABI_MINOR,
                                            0,
                                            TOY_ABI_FINGERPRINT_REDUCER,
                                            TOY_ABI_OLDER_FINGERPRINTS_REDUCER,
                                            table()};
  static const toy_plugin_description_t description = [] {
    toy_plugin_description_t d{};
    d.struct_size = sizeof(d);
    d.abi_major = TOY_ABI_MAJOR;
    d.abi_minor = TOY_ABI_MINOR;
    d.fingerprint = TOY_ABI_FINGERPRINT;
    d.older_fingerprints = TOY_ABI_OLDER_FINGERPRINTS;
    d.id = to_abi("toy");
    d.interface_count = 1;
    d.interfaces = &interface;
    d.create = &create;
    d.destroy = [](toy_plugin_t* plugin) { delete plugin; };
#ifdef SETS_LICENCE
    d.licence = to_abi("none");
#endif
    return d;
  }();
  return &description;
}

}  // namespace

extern "C" MORTISE_EXPORT const toy_plugin_description_t* toy_plugin_query(void);
const toy_plugin_description_t* toy_plugin_query(void) { return describe(); }
