// What `create` is given, in the forms of other versions.
#include <mortise/abi/fingerprint.h>

#include <algorithm>

#include "plugin-sdk/conform/suites/bench.hpp"
#include "plugin-sdk/conform/suites/struct_forms.hpp"

namespace mortise::conform {
namespace {

// Makes an instance and destroys it again.
Status create_once(const Subject& subject, const mortise_host_t* host,
                   const mortise_options_t* options) {
  int witness = 0;
  auto* const sentinel = reinterpret_cast<mortise_plugin_t*>(&witness);
  mortise_plugin_t* plugin = sentinel;
  const Status status = take(subject.description().create(host, options, &plugin));
  expect(status.ok() || plugin == sentinel,
         "create failed, and has written its output all the same");
  expect(!status.ok() || plugin != sentinel, "create succeeded, and has not written its output");
  if (status.ok()) subject.description().destroy(plugin);
  return status;
}

void check_balance(const Host& host, const std::string& what) {
  expect(host.live_bytes() == 0, "create with ", what, " keeps ", host.live_bytes(),
         " bytes of the host's memory");
}

// A table offers functions; what a newer one offers besides goes uncalled.
void check_host_table(Environment& environment, Host& host) {
  const mortise_host_t& table = *host.table();
  for (const StructForm& form : forms_of(sizeof(table))) {
    const GuardedBytes given = in_form(&table, sizeof(table), form);
    environment.trace.add("description->create(host, options, &plugin);  // the host's table ",
                          form.text);
    const Status status =
        create_once(environment.subject, reinterpret_cast<const mortise_host_t*>(given.data()),
                    environment.subject.options());
    expect(form.kind == FormKind::kShort || status.ok(), "a mortise_host_t ", form.text,
           " must be taken; it is ", status.text());
    check_balance(host, "a mortise_host_t " + form.text);
  }
}

// The core has compared versions before; a plugin may do so again.
void check_versions(Environment& environment, Host& host) {
  const auto check = [&](const mortise_host_t& table, const std::string& what) {
    environment.trace.add("description->create(host, options, &plugin);  // ", what);
    const Status status = create_once(environment.subject, &table, environment.subject.options());
    expect(status.ok() || status.code() == MORTISE_STATUS_INCOMPATIBLE, "create for a host of ",
           what, " must succeed or be INCOMPATIBLE; it is ", status.text());
    check_balance(host, what);
  };
  for (const auto& [major, minor] : {std::pair{MORTISE_ABI_MAJOR, MORTISE_ABI_MINOR + 1},
                                     // the same where there is no older one
                                     {MORTISE_ABI_MAJOR, std::max(MORTISE_ABI_MINOR, 1u) - 1},
                                     {MORTISE_ABI_MAJOR + 1, MORTISE_ABI_MINOR},
                                     {UINT32_MAX, UINT32_MAX}}) {
    mortise_host_t table = *host.table();
    table.abi_major = major;
    table.abi_minor = minor;
    check(table, sdk::message("version ", major, ".", minor));
  }
  mortise_host_t forked = *host.table();
  forked.fingerprint ^= 1;
  check(forked, "another fingerprint");
}

void check_options(Environment& environment, Host& host) {
  FormUse use;
  use.name = "mortise_options_t";
  use.object = environment.subject.options();
  use.known_size = sizeof(mortise_options_t);
  use.call = [&](void* given) {
    environment.trace.add("description->create(host, options, &plugin);");
    return create_once(environment.subject, host.table(), static_cast<mortise_options_t*>(given));
  };
  use.check_untouched = [&](const std::string& what) { check_balance(host, what); };
  use.check_done = [&](const StructForm&, const std::string& what) { check_balance(host, what); };
  check_forms(use);
}

// Each item has its own size: the next one lies behind it.
void check_option_items(Environment& environment, Host& host) {
  const mortise_options_t& options = *environment.subject.options();
  if (options.count == 0) skip("the plugin has no options with a default or a given value");
  for (const StructForm& form : forms_of(sizeof(mortise_attribute_t))) {
    if (form.kind == FormKind::kShort && form.size == 0) continue;
    std::vector<unsigned char> items;
    for (uint64_t i = 0; i < options.count; ++i) {
      const GuardedBytes item = in_form(&options.items[i], sizeof(mortise_attribute_t), form);
      items.insert(items.end(), item.data(), item.data() + form.size);
    }
    const GuardedBytes given(items.data(), items.size(), items.size());
    const mortise_options_t list = {sizeof(list), options.count,
                                    reinterpret_cast<const mortise_attribute_t*>(given.data())};
    const std::string what = "options whose items are a mortise_attribute_t " + form.text;
    environment.trace.add("description->create(host, options, &plugin);  // ", what);
    const Status status = create_once(environment.subject, host.table(), &list);
    expect(form.kind != FormKind::kLonger || status.ok(), what, " must be taken; it is ",
           status.text());
    expect(form.kind != FormKind::kUnknown || !status.ok(), what,
           " were taken: a member that is not known must never be dropped silently");
    check_balance(host, what);
  }
}

// With its whole life's requests failing one by one, create says so and keeps nothing.
void check_create_memory(Environment& environment, Host& host) {
  const uint64_t before = host.allocations();
  create_once(environment.subject, host.table(), environment.subject.options());
  const uint64_t needed = host.allocations() - before;
  if (needed == 0) skip("create asks the host for no memory");
  for (uint64_t n = 0; n < needed; ++n) {
    host.fail_allocation_after(static_cast<int64_t>(n));
    const Status status =
        create_once(environment.subject, host.table(), environment.subject.options());
    host.fail_allocation_after(-1);
    expect(status.ok() || status.code() == MORTISE_STATUS_OUT_OF_MEMORY,
           "create, when its request number ", n + 1, " for memory fails, must be OUT_OF_MEMORY; ",
           "it is ", status.text());
    check_balance(host, "a request for memory that failed");
  }
}

}  // namespace

void add_abi_plugin_tests(TestList& list) {
  list.add("abi.create.host", on_host(&check_host_table));
  list.add("abi.create.versions", on_host(&check_versions));
  list.add("abi.create.options", on_host(&check_options));
  list.add("abi.create.option_items", on_host(&check_option_items));
  list.add("abi.create.memory", on_host(&check_create_memory));
}

}  // namespace mortise::conform
