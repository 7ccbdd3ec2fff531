// Null handles and null pointers: an error, or an empty answer, and never a crash.
#include <functional>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

uint32_t code_of(mortise_status_t* status) {
  const uint32_t code = status == nullptr ? 0 : status->code;
  mortise_status_release(status);
  return code;
}

Session doubling(const Runtime& runtime) {
  Model m(runtime);
  const Value x = m.input("x", {2});
  m.output("y", m.b.node("Add", {x, x}));
  return m.session();
}

}  // namespace

TEST_CASE("calls on null handles are errors") {
  const Runtime runtime = make_runtime();
  const Graph graph(runtime);
  const Session session = doubling(runtime);
  const StateStore store(runtime);
  const Tensor tensor = floats({1, 2}, {2});
  mortise_runtime_t* const r = runtime.get();
  mortise_text_t* text = nullptr;
  mortise_graph_t* g = nullptr;
  mortise_session_t* s = nullptr;
  mortise_tensor_t* t = nullptr;
  mortise_run_t* run = nullptr;
  mortise_state_store_t* states = nullptr;
  mortise_tensor_t* in = tensor.get();
  const mortise_string_t form = mortise_string_from("text");
  const std::vector<std::function<mortise_status_t*()>> calls = {
      [&] { return mortise_runtime_create(nullptr, nullptr); },
      [&] { return mortise_runtime_plugins(nullptr, 0, &text); },
      [&] { return mortise_runtime_plugins(r, 0, nullptr); },
      [&] { return mortise_runtime_devices(nullptr, &text); },
      [&] { return mortise_runtime_devices(r, nullptr); },
      [&] { return mortise_runtime_config(nullptr, &text); },
      [&] { return mortise_runtime_config(r, nullptr); },
      [&] { return mortise_graph_create(nullptr, &g); },
      [&] { return mortise_graph_create(r, nullptr); },
      [&] { return mortise_graph_read(nullptr, form, &g); },
      [&] { return mortise_graph_read(r, form, nullptr); },
      [&] { return mortise_graph_save(nullptr, form); },
      [&] { return mortise_graph_print(nullptr, form, &text); },
      [&] { return mortise_graph_print(graph.get(), form, nullptr); },
      [&] { return mortise_graph_compare(nullptr, graph.get(), &text); },
      [&] { return mortise_graph_compare(graph.get(), nullptr, &text); },
      [&] { return mortise_graph_compare(graph.get(), graph.get(), nullptr); },
      [&] { return mortise_graph_transform(nullptr, graph.get(), form, {}); },
      [&] { return mortise_graph_transform(r, nullptr, form, {}); },
      [&] { return mortise_graph_infer(nullptr, graph.get()); },
      [&] { return mortise_graph_infer(r, nullptr); },
      [&] { return mortise_tensor_create(nullptr, MORTISE_DTYPE_FLOAT32, 0, nullptr, &t); },
      [&] { return mortise_tensor_create(r, MORTISE_DTYPE_FLOAT32, 1, nullptr, &t); },
      [&] { return mortise_tensor_create(r, MORTISE_DTYPE_FLOAT32, 0, nullptr, nullptr); },
      [&] { return mortise_tensor_wrap(nullptr, nullptr, nullptr, &t); },
      [&] { return mortise_tensor_wrap(&tensor.view(), nullptr, nullptr, nullptr); },
      [&] { return mortise_tensor_import_dlpack(nullptr, &t); },
      [&] { return mortise_tensor_export_dlpack(nullptr, nullptr); },
      [&] { return mortise_tensor_export_dlpack(in, nullptr); },
      [&] { return mortise_session_create(nullptr, graph.get(), nullptr, &s); },
      [&] { return mortise_session_create(r, nullptr, nullptr, &s); },
      [&] { return mortise_session_create(r, graph.get(), nullptr, nullptr); },
      [&] { return mortise_session_report(nullptr, &text); },
      [&] { return mortise_session_report(session.get(), nullptr); },
      [&] { return mortise_session_run(nullptr, nullptr, 1, &in, 1, &t); },
      [&] { return mortise_session_run(session.get(), nullptr, 1, nullptr, 1, &t); },
      [&] { return mortise_session_run(session.get(), nullptr, 1, &in, 1, nullptr); },
      [&] { return mortise_session_run(session.get(), nullptr, 1, &t, 1, &t); },
      [&] { return mortise_session_run(session.get(), nullptr, 1, &in, 0, nullptr); },
      [&] { return mortise_session_run(session.get(), nullptr, 0, nullptr, 1, &t); },
      [&] { return mortise_session_run_async(nullptr, nullptr, 1, &in, &run); },
      [&] { return mortise_session_run_async(session.get(), nullptr, 1, nullptr, &run); },
      [&] { return mortise_session_run_async(session.get(), nullptr, 1, &t, &run); },
      [&] { return mortise_session_run_async(session.get(), nullptr, 1, &in, nullptr); },
      [&] { return mortise_run_wait(nullptr, -1); },
      [&] { return mortise_run_output(nullptr, 0, &t); },
      [&] { return mortise_cancellation_create(nullptr); },
      [&] { return mortise_state_store_create(nullptr, &states); },
      [&] { return mortise_state_store_create(r, nullptr); },
      [&] { return mortise_state_store_get(nullptr, form, &t); },
      [&] { return mortise_state_store_get(store.get(), form, nullptr); },
      [&] { return mortise_state_store_set(nullptr, form, in); },
      [&] { return mortise_state_store_set(store.get(), form, nullptr); },
  };
  for (size_t i = 0; i < calls.size(); ++i) {
    INFO("call " << i);
    CHECK(code_of(calls[i]()) == MORTISE_STATUS_INVALID_ARGUMENT);
  }
  CHECK(t == nullptr);
}

TEST_CASE("questions to null handles have empty answers, and null handles can be released") {
  CHECK(mortise_session_input_count(nullptr) == 0);
  CHECK(mortise_session_output_count(nullptr) == 0);
  CHECK(mortise_session_input_name(nullptr, 0).size == 0);
  CHECK(mortise_session_output_name(nullptr, 0).size == 0);
  CHECK(mortise_session_input_type(nullptr, 0) == nullptr);
  CHECK(mortise_session_output_type(nullptr, 0) == nullptr);
  CHECK(mortise_session_metadata(nullptr, mortise_string_from("key")).size == 0);
  CHECK(mortise_tensor_get_view(nullptr) == nullptr);
  CHECK(mortise_text_get(nullptr).size == 0);
  CHECK(mortise_string_from(nullptr).size == 0);
  CHECK(mortise_dtype_get_info(4711) == nullptr);
  CHECK(mortise_dtype_by_name({}) == MORTISE_DTYPE_UNDEFINED);
  mortise_text_release(nullptr);
  mortise_runtime_release(nullptr);
  mortise_graph_release(nullptr);
  mortise_session_release(nullptr);
  mortise_tensor_retain(nullptr);
  mortise_tensor_release(nullptr);
  mortise_run_cancel(nullptr);
  mortise_run_release(nullptr);
  mortise_cancellation_cancel(nullptr);
  mortise_cancellation_release(nullptr);
  mortise_state_store_release(nullptr);
}

TEST_CASE("indices out of range have empty answers") {
  const Runtime runtime = make_runtime();
  const Session session = doubling(runtime);
  CHECK(session.input_count() == 1);
  CHECK(session.output_count() == 1);
  CHECK(session.input_name(0) == "x");
  CHECK(session.input_name(1).empty());
  CHECK(session.output_name(7).empty());
  CHECK(session.input_type(0)->dtype == MORTISE_DTYPE_FLOAT32);
  CHECK(session.input_type(1) == nullptr);
  CHECK(session.output_type(1) == nullptr);
  CHECK(session.metadata("nothing").empty());
  const AsyncRun run = session.run_ordered_async({floats({1, 2}, {2})});
  run.wait();
  mortise_tensor_t* tensor = nullptr;
  CHECK(code_of(mortise_run_output(run.get(), 1, &tensor)) == MORTISE_STATUS_INVALID_ARGUMENT);
  CHECK(tensor == nullptr);
}

TEST_CASE("a graph keeps the plugins alive whose memory it holds") {
  std::vector<std::string> messages;
  mortise_hooks_t hooks{};
  hooks.struct_size = sizeof(hooks);
  hooks.context = &messages;
  hooks.log = [](void* context, uint32_t, mortise_string_t message) {
    static_cast<std::vector<std::string>*>(context)->emplace_back(message.data, message.size);
  };
  mortise_graph_t* body = nullptr;
  {
    auto runtime = std::make_unique<Runtime>(make_runtime("{}", {"probe"}, &hooks));
    auto graph = std::make_unique<Graph>(*runtime);
    REQUIRE(Graph::edit().graph_create(graph->get(), &body) == nullptr);
    graph->transform(*runtime, "lend");
    runtime.reset();
    CHECK_THAT(graph->print("text"), Catch::Contains("lent"));
    graph.reset();
    CHECK(messages.empty());
  }
  mortise_graph_release(body);
  CHECK(messages == std::vector<std::string>{"probe: destroyed with 0 constants lent"});
}

TEST_CASE("a subgraph made by the edit table can be released by either release function") {
  const Runtime runtime = make_runtime();
  const Graph graph(runtime);
  mortise_graph_t* body = nullptr;
  REQUIRE(Graph::edit().graph_create(graph.get(), &body) == nullptr);
  mortise_graph_release(body);
  REQUIRE(Graph::edit().graph_create(graph.get(), &body) == nullptr);
  Graph::edit().graph_release(body);
}

}  // namespace mortise::tests
