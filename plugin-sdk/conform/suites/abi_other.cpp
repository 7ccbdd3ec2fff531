// What passes and communicators are given, in the forms of other versions.
#include <mortise/abi/communicator.h>
#include <mortise/abi/pass.h>
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>

#include "plugin-sdk/conform/suites/bench.hpp"
#include "plugin-sdk/conform/suites/struct_forms.hpp"

namespace mortise::conform {
namespace {

constexpr int64_t kSeconds = 1'000'000'000;

// ---- passes ----

// A small graph: y = Relu(Identity(x)).
class SmallGraph {
 public:
  explicit SmallGraph(const Runtime& runtime) : graph_(runtime) {
    sdk::Builder b(graph_.get(), mortise_graph_edit_table());
    const sdk::Shape shape = {2, 3};
    const sdk::Value x = b.input("x", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, shape));
    b.output("y", b.node("Relu", {b.node("Identity", {x})}));
    graph_.infer(runtime);
  }
  mortise_graph_t* get() const { return graph_.get(); }
  uint64_t node_count() const { return Graph::view().node_count(graph_.get()); }

 private:
  Graph graph_;
};

class PassRun {
 public:
  PassRun(Environment& environment, const Instance& instance, uint64_t index)
      : environment_(environment),
        instance_(instance),
        index_(index),
        table_(*instance.subject().table<mortise_pass_interface_t>(MORTISE_INTERFACE_PASS)) {
    renew();
    options_.struct_size = sizeof(options_);
    context_.struct_size = sizeof(context_);
    context_.view = mortise_graph_view_table();
    context_.edit = mortise_graph_edit_table();
    context_.options = &options_;
  }

  Status run(const mortise_pass_context_t* context) {
    environment_.trace.add("table->run(plugin, ", index_, ", &context, &changed);");
    uint32_t changed = 0;
    return take(table_.run(instance_.get(), index_, context, &changed));
  }
  const mortise_pass_context_t& context() const { return context_; }
  const mortise_options_t& options() const { return options_; }
  void renew() {
    graph_ = std::make_unique<SmallGraph>(environment_.reference.runtime());
    context_.graph = graph_->get();
  }
  void check_untouched(const std::string& what) const {
    expect(graph_->node_count() == 2, what, " was refused, and the graph has been changed");
  }

 private:
  Environment& environment_;
  const Instance& instance_;
  uint64_t index_;
  const mortise_pass_interface_t& table_;
  std::unique_ptr<SmallGraph> graph_;
  mortise_options_t options_{};
  mortise_pass_context_t context_{};
};

// Runs `check` for each pass that a small graph and no options are enough for.
void for_each_pass(Environment& environment, Host& host,
                   const std::function<void(PassRun&)>& check) {
  const Instance instance(environment.subject, host.table());
  const auto& table = *environment.subject.table<mortise_pass_interface_t>(MORTISE_INTERFACE_PASS);
  std::string reason = "the plugin has no pass";
  bool checked = false;
  for (uint64_t i = 0; i < table.count(instance.get()); ++i) {
    PassRun run(environment, instance, i);
    const Status plain = run.run(&run.context());
    if (!plain.ok()) {
      reason = plain.message();
      continue;
    }
    run.renew();
    check(run);
    checked = true;
  }
  if (!checked) skip(reason);
}

// On a graph of its own for each form.
FormUse use_of(PassRun& run) {
  FormUse use;
  use.check_untouched = [&](const std::string& what) {
    run.check_untouched(what);
    run.renew();
  };
  use.check_done = [&](const StructForm&, const std::string&) { run.renew(); };
  return use;
}

void check_pass_context(PassRun& run) {
  FormUse use = use_of(run);
  use.name = "mortise_pass_context_t";
  use.object = &run.context();
  use.known_size = sizeof(mortise_pass_context_t);
  use.call = [&](void* given) { return run.run(static_cast<mortise_pass_context_t*>(given)); };
  check_forms(use);
}

void check_pass_options(PassRun& run) {
  FormUse use = use_of(run);
  use.name = "mortise_options_t of a pass";
  use.object = &run.options();
  use.known_size = sizeof(mortise_options_t);
  use.call = [&](void* given) {
    mortise_pass_context_t context = run.context();
    context.options = static_cast<mortise_options_t*>(given);
    return run.run(&context);
  };
  check_forms(use);
}

void check_pass_index(Environment& environment, Host& host) {
  const Instance instance(environment.subject, host.table());
  const auto& table = *environment.subject.table<mortise_pass_interface_t>(MORTISE_INTERFACE_PASS);
  const uint64_t count = table.count(instance.get());
  for (const uint64_t index : {count, UINT64_MAX}) {
    expect(table.describe(instance.get(), index) == nullptr, "describe(", index, ") of ", count,
           " passes must be null");
    PassRun run(environment, instance, index);
    const Status status = run.run(&run.context());
    expect(!status.ok(), "run(", index, ") of ", count, " passes succeeded");
    run.check_untouched("a pass that there is not");
  }
}

// ---- communicators ----

// A group of this rank alone.
class Alone {
 public:
  Alone(Environment& environment, const Instance& instance)
      : environment_(environment),
        instance_(instance),
        table_(*instance.subject().table<mortise_communicator_interface_t>(
            MORTISE_INTERFACE_COMMUNICATOR)) {
    rendezvous_.struct_size = sizeof(rendezvous_);
    rendezvous_.address = sdk::to_abi("conform-abi");
    rendezvous_.size = 1;
    rendezvous_.timeout_nanoseconds = 5 * kSeconds;
    operation_.struct_size = sizeof(operation_);
    operation_.kind = MORTISE_COLLECTIVE_ALL_REDUCE;
    operation_.reduction = MORTISE_REDUCE_SUM;
    operation_.dtype = MORTISE_DTYPE_FLOAT32;
    operation_.count = 4;
    operation_.send = sent_;
    operation_.receive = received_;
  }
  ~Alone() { close(); }

  Status open(const mortise_rendezvous_t* rendezvous) {
    environment_.trace.add("table->open(plugin, &rendezvous, &communicator);");
    return take(table_.open(instance_.get(), rendezvous, &communicator_));
  }
  void open_or_skip() {
    const Status status = open(&rendezvous_);
    if (!status.ok()) skip("a group of one rank cannot be opened: ", status.message());
  }
  void close() {
    if (communicator_ != nullptr) table_.close(std::exchange(communicator_, nullptr));
  }
  Status enqueue(const mortise_collective_t* operation) {
    environment_.trace.add("table->enqueue(communicator, &operation, &request);");
    mortise_request_t* request = nullptr;
    const Status enqueued = take(table_.enqueue(communicator_, operation, &request));
    expect(enqueued.ok() == (request != nullptr),
           "enqueue: its output is written on success, and only then");
    if (!enqueued.ok()) return enqueued;
    const Status waited = take(table_.request_wait(request));
    table_.request_release(request);
    return waited;
  }
  void abort() {
    environment_.trace.add("table->abort(communicator, reason);");
    table_.abort(communicator_, sdk::to_abi("the test wants it"));
  }
  void check_received(float wanted, const std::string& what) {
    for (float& value : received_) {
      expect(value == wanted, what, ": an element received is ", value, ", not ", wanted);
      value = -1;
    }
  }
  const mortise_rendezvous_t& rendezvous() const { return rendezvous_; }
  const mortise_collective_t& operation() const { return operation_; }

 private:
  Environment& environment_;
  const Instance& instance_;
  const mortise_communicator_interface_t& table_;
  mortise_rendezvous_t rendezvous_{};
  mortise_collective_t operation_{};
  mortise_communicator_t* communicator_ = nullptr;
  float sent_[4] = {3, 3, 3, 3}, received_[4] = {-1, -1, -1, -1};
};

void check_rendezvous(Environment& environment, Host& host) {
  const Instance instance(environment.subject, host.table());
  Alone alone(environment, instance);
  alone.open_or_skip();
  alone.close();
  FormUse use;
  use.name = "mortise_rendezvous_t";
  use.object = &alone.rendezvous();
  use.known_size = sizeof(mortise_rendezvous_t);
  use.call = [&](void* given) {
    const Status status = alone.open(static_cast<mortise_rendezvous_t*>(given));
    alone.close();
    return status;
  };
  check_forms(use);
}

void check_collective(Environment& environment, Host& host) {
  const Instance instance(environment.subject, host.table());
  Alone alone(environment, instance);
  alone.open_or_skip();
  FormUse use;
  use.name = "mortise_collective_t";
  use.object = &alone.operation();
  use.known_size = sizeof(mortise_collective_t);
  use.call = [&](void* given) { return alone.enqueue(static_cast<mortise_collective_t*>(given)); };
  use.check_done = [&](const StructForm&, const std::string& what) {
    alone.check_received(3, what);
  };
  use.check_untouched = [&](const std::string& what) {
    alone.check_received(-1, what + " was refused");
  };
  check_forms(use);
}

// After an abort everything is refused, as often as it is tried.
void check_after_abort(Environment& environment, Host& host) {
  const Instance instance(environment.subject, host.table());
  Alone alone(environment, instance);
  alone.open_or_skip();
  for (int i = 0; i < 3; ++i) {
    alone.abort();
    const Status status = alone.enqueue(&alone.operation());
    expect(status.code() == MORTISE_STATUS_CANCELLED,
           "an operation after abort must be CANCELLED; it is ", status.text());
  }
}

}  // namespace

void add_abi_pass_tests(TestList& list) {
  list.add("abi.pass.context", on_host([](Environment& environment, Host& host) {
             for_each_pass(environment, host, &check_pass_context);
           }));
  list.add("abi.pass.options", on_host([](Environment& environment, Host& host) {
             for_each_pass(environment, host, &check_pass_options);
           }));
  list.add("abi.pass.index", on_host(&check_pass_index));
}

void add_abi_communicator_tests(TestList& list) {
  list.add("abi.communicator.rendezvous", on_host(&check_rendezvous));
  list.add("abi.communicator.collective", on_host(&check_collective));
  list.add("abi.communicator.after_abort", on_host(&check_after_abort));
}

}  // namespace mortise::conform
