// What formats are given, in unusual forms: paths at the end of memory and paths that name no file, tables of newer cores, and
// calls at once.
#include <mortise/abi/format.h>
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>

#include "plugin-sdk/conform/graph_check.hpp"
#include "plugin-sdk/conform/suites/bench.hpp"
#include "plugin-sdk/conform/suites/format_bench.hpp"
#include "plugin-sdk/conform/suites/struct_forms.hpp"

namespace mortise::conform {
namespace {

// The plugin's table, and a file that it can read.
class FormatCalls {
 public:
  FormatCalls(Environment& environment, Host& host)
      : environment_(environment),
        instance_(environment.subject, host.table()),
        table_(*environment.subject.table<mortise_format_interface_t>(MORTISE_INTERFACE_FORMAT)) {
    const std::vector<FormatClaim> claims = formats_of(environment.subject);
    const std::vector<FormatSample> samples = format_samples_of(environment.subject);
    if (claims.empty() || samples.empty())
      skip("the manifest names no file that can be read (conformance.samples.formats)");
    extension_ = claims.front().extension;
    bytes_ = bytes_of(samples.front());
  }

  /// A copy of the sample. The path has a multiple of 8 bytes.
  std::string file() {
    std::string path;
    for (std::string stem = "sample"; path.empty() || path.size() % 8 != 0; stem += 'x')
      path = folder_.file(stem + extension_);
    write_bytes(path, bytes_);
    return path;
  }
  std::string other_file(const std::string& stem) const { return folder_.file(stem + extension_); }
  Graph make_graph() const { return Graph(environment_.reference.runtime()); }
  bool writes() const { return table_.write != nullptr; }

  Status read(mortise_string_t path, const Graph& graph,
              const mortise_graph_edit_t* edit = &Graph::edit()) const {
    environment_.trace.add("table->read(plugin, path, graph, edit);");
    return take(table_.read(instance_.get(), path, graph.get(), edit));
  }
  Status write(mortise_string_t path, const Graph& graph,
               const mortise_graph_view_t* view = &Graph::view()) const {
    environment_.trace.add("table->write(plugin, path, graph, view);");
    return take(table_.write(instance_.get(), path, graph.get(), view));
  }
  /// The sample. Throws Failure.
  Graph read_sample() {
    Graph graph = make_graph();
    const std::string path = file();
    const Status status = read(sdk::to_abi(path), graph);
    expect(status.ok(), "the sample cannot be read: ", status.text());
    return graph;
  }

 private:
  Environment& environment_;
  Instance instance_;
  const mortise_format_interface_t& table_;
  TemporaryFolder folder_;
  std::string extension_, bytes_;
};

// Strings are not terminated: behind the path's last byte, memory ends.
void check_path_end(Environment& environment, Host& host) {
  FormatCalls calls(environment, host);
  const Graph expected = calls.read_sample();
  const std::string path = calls.file();
  const GuardedBytes given(path.data(), path.size(), path.size());
  const mortise_string_t name = {reinterpret_cast<const char*>(given.data()), path.size()};
  const Graph graph = calls.make_graph();
  const Status status = calls.read(name, graph);
  expect(status.ok(), "a path that nothing terminates cannot be read: ", status.text());
  const std::string difference = expected.difference(graph);
  expect(difference.empty(),
         "read by a path that nothing terminates, the file gives another graph: ", difference);
  if (!calls.writes()) return;
  const Status written = calls.write(name, expected);
  expect(written.ok() || written.code() == MORTISE_STATUS_UNSUPPORTED,
         "a path that nothing terminates cannot be written to: ", written.text());
}

// A path is all of its bytes, and what no file can be named is refused.
void check_odd_paths(Environment& environment, Host& host) {
  FormatCalls calls(environment, host);
  const Graph sample = calls.read_sample();
  const std::string path = calls.file();
  const std::pair<const char*, std::string> odd[] = {
      {"with a zero byte behind a file's name", path + '\0' + "more"},
      {"of a zero byte", std::string(1, '\0')},
      {"that is no UTF-8", calls.other_file("\xff\xfe")},
      {"of 100000 bytes", calls.other_file(std::string(100000, 'x'))}};
  const auto check = [&](const char* what, mortise_string_t given) {
    const Status status = calls.read(given, calls.make_graph());
    expect(!status.ok(), "reading a path ", what, " succeeds; there is no such file");
    if (!calls.writes() || std::string_view(what) == "that is no UTF-8") return;
    expect(!calls.write(given, sample).ok(), "writing to a path ", what, " succeeds");
  };
  for (const auto& [what, name] : odd) check(what, sdk::to_abi(name));
  check("of no bytes", {nullptr, 0});
}

// Calls `check` with the table as a newer core has it: longer, with functions that this plugin does not know.
template <class Table, class Check>
void with_newer_tables(const Table& table, const Check& check) {
  for (const StructForm& form : forms_of(sizeof(table))) {
    if (form.kind == FormKind::kShort) continue;  // there is no older one
    const GuardedBytes given = in_form(&table, sizeof(table), form);
    check(reinterpret_cast<const Table*>(given.data()), form.text);
  }
}

// A table of functions is an offer: what a newer one offers besides goes uncalled.
void check_tables(Environment& environment, Host& host) {
  FormatCalls calls(environment, host);
  const Graph expected = calls.read_sample();
  const std::string path = calls.file();
  with_newer_tables(Graph::edit(), [&](const mortise_graph_edit_t* edit, const std::string& what) {
    const Graph graph = calls.make_graph();
    const Status status = calls.read(sdk::to_abi(path), graph, edit);
    expect(status.ok(), "reading with a mortise_graph_edit_t ", what, ": ", status.text());
    const std::string difference = expected.difference(graph);
    expect(difference.empty(), "read with a mortise_graph_edit_t ", what,
           ", the file gives another graph: ", difference);
  });
  if (!calls.writes()) return;
  const std::string copy = calls.other_file("copy");
  const bool writes = calls.write(sdk::to_abi(copy), expected).ok();
  with_newer_tables(Graph::view(), [&](const mortise_graph_view_t* view, const std::string& what) {
    const Status status = calls.write(sdk::to_abi(copy), expected, view);
    expect(status.ok() == writes, "writing with a mortise_graph_view_t ", what, ": ",
           status.text());
  });
}

// read and write, on several threads, with a graph and a file for each.
void check_at_once(Environment& environment, Host& host) {
  FormatCalls calls(environment, host);
  const Graph expected = calls.read_sample();
  const std::string path = calls.file();
  run_threads(4, [&](unsigned thread) {
    const std::string own = calls.other_file("thread" + std::string(thread + 1, 'x'));
    for (int round = 0; round < 10; ++round) {
      const Graph graph = calls.make_graph();
      const Status status = calls.read(sdk::to_abi(path), graph);
      expect(status.ok(), "read by four threads at once, the file gives ", status.text());
      const std::string difference = expected.difference(graph);
      expect(difference.empty(),
             "read by four threads at once, the file gives another graph: ", difference);
      if (!calls.writes()) continue;
      const Status written = calls.write(sdk::to_abi(own), graph);
      if (written.code() == MORTISE_STATUS_UNSUPPORTED) continue;
      expect(written.ok(), "written by four threads at once: ", written.text());
    }
  });
}

// The host's memory; operator new fails in the tests format.*.memory.
void check_memory(Environment& environment, Host& host) {
  FormatCalls calls(environment, host);
  const std::string path = calls.file();
  const uint64_t before = host.allocations();
  const Graph expected = calls.read_sample();
  const uint64_t needed = host.allocations() - before;
  if (needed == 0) skip("reading asks the host for no memory");
  for (uint64_t n = 0; n < needed; ++n) {
    host.fail_allocation_after(static_cast<int64_t>(n));
    const Status status = calls.read(sdk::to_abi(path), calls.make_graph());
    host.fail_allocation_after(-1);
    expect(status.ok() || status.code() == MORTISE_STATUS_OUT_OF_MEMORY,
           "reading, when its request number ", n + 1, " for memory fails, must be OUT_OF_MEMORY; ",
           "it is ", status.text());
  }
}

}  // namespace

void add_abi_format_tests(TestList& list) {
  list.add("abi.format.path_end", on_host(&check_path_end));
  list.add("abi.format.odd_paths", on_host(&check_odd_paths));
  list.add("abi.format.tables", on_host(&check_tables));
  list.add("abi.format.at_once", on_host(&check_at_once));
  list.add("abi.format.memory", on_host(&check_memory));
}

}  // namespace mortise::conform
