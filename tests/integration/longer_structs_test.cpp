// Structs of a newer caller: taken while what is new in them is unset, refused when it is set.
#include <cstring>

#include <catch2/catch.hpp>

#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

// A struct of the next version: the known one, and eight bytes more.
template <class T>
struct Longer {
  explicit Longer(const T& known_in) : known(known_in) { known.struct_size = sizeof(*this); }
  T known;
  uint64_t news = 0;
};

// Calls `call` with the longer struct; with its tail unset it must succeed, with it set be refused by offset.
template <class T, class Call>
void check_tail(const T& known, const Call& call) {
  Longer<T> longer(known);
  mortise_status_t* taken = call(&longer.known);
  CHECK(taken == nullptr);
  mortise_status_release(taken);
  longer.news = 1;
  mortise_status_t* refused = call(&longer.known);
  REQUIRE(refused != nullptr);
  CHECK(refused->code == MORTISE_STATUS_INCOMPATIBLE);
  CHECK_THAT(std::string(refused->message.data, refused->message.size),
             Catch::Contains("offset " + std::to_string(sizeof(T))));
  mortise_status_release(refused);
}

template <class T>
T sized() {
  T value{};
  value.struct_size = sizeof(T);
  return value;
}

}  // namespace

TEST_CASE("runtime options and hooks with unknown members are refused") {
  mortise_runtime_options_t options = sized<mortise_runtime_options_t>();
  options.config_json = mortise_string_from(R"({"plugins": {"search_defaults": false}})");
  const auto create = [](const mortise_runtime_options_t* given) {
    mortise_runtime_t* runtime = nullptr;
    mortise_status_t* status = mortise_runtime_create(given, &runtime);
    mortise_runtime_release(runtime);
    return status;
  };
  check_tail(options, create);
  check_tail(sized<mortise_hooks_t>(), [&](const mortise_hooks_t* hooks) {
    mortise_runtime_options_t with_hooks = options;
    with_hooks.hooks = hooks;
    return create(&with_hooks);
  });
}

TEST_CASE("session and run options with unknown members are refused") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value x = m.input("x", {m.symbol("n")});
  m.output("y", m.b.node("Add", {x, x}));
  check_tail(sized<mortise_session_options_t>(), [&](const mortise_session_options_t* options) {
    mortise_session_t* session = nullptr;
    mortise_status_t* status =
        mortise_session_create(runtime.get(), m.graph.get(), options, &session);
    mortise_session_release(session);
    return status;
  });
  const Session session = m.session();
  const Tensor input = floats({1, 2}, {2});
  mortise_tensor_t* in = input.get();
  check_tail(sized<mortise_run_options_t>(), [&](const mortise_run_options_t* options) {
    mortise_tensor_t* out = nullptr;
    mortise_status_t* status = mortise_session_run(session.get(), options, 1, &in, 1, &out);
    mortise_tensor_release(out);
    return status;
  });
  check_tail(sized<mortise_run_options_t>(), [&](const mortise_run_options_t* options) {
    mortise_run_t* run = nullptr;
    mortise_status_t* status = mortise_session_run_async(session.get(), options, 1, &in, &run);
    mortise_run_release(run);
    return status;
  });
}

TEST_CASE("tensor views with unknown members are refused") {
  float element = 1;
  mortise_tensor_view_t view = sized<mortise_tensor_view_t>();
  view.data = &element;
  view.byte_size = sizeof(element);
  view.dtype = MORTISE_DTYPE_FLOAT32;
  check_tail(view, [](const mortise_tensor_view_t* given) {
    mortise_tensor_t* tensor = nullptr;
    mortise_status_t* status = mortise_tensor_wrap(given, nullptr, nullptr, &tensor);
    mortise_tensor_release(tensor);
    return status;
  });
}

TEST_CASE("structs that are too short to be what they should be are refused") {
  mortise_run_options_t options{};  // struct_size was forgotten
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value x = m.input("x", {2});
  m.output("y", m.b.node("Add", {x, x}));
  const Session session = m.session();
  const Tensor input = floats({1, 2}, {2});
  mortise_tensor_t* in = input.get();
  mortise_tensor_t* out = nullptr;
  mortise_status_t* status = mortise_session_run(session.get(), &options, 1, &in, 1, &out);
  REQUIRE(status != nullptr);
  CHECK_THAT(std::string(status->message.data, status->message.size),
             Catch::Contains("struct_size"));
  mortise_status_release(status);
}

TEST_CASE("hooks come in pairs") {
  mortise_hooks_t memory = sized<mortise_hooks_t>();
  memory.allocate = [](void*, uint64_t, uint64_t) -> void* { return nullptr; };
  mortise_hooks_t threads = sized<mortise_hooks_t>();
  threads.thread_count = [](void*) -> uint32_t { return 1; };
  for (const mortise_hooks_t* hooks : {&memory, &threads}) {
    const Error error = error_of([&] { make_runtime("{}", {}, hooks); });
    CHECK(error.code() == MORTISE_STATUS_INVALID_ARGUMENT);
    CHECK_THAT(error.what(), Catch::Contains("come together"));
  }
}

}  // namespace mortise::tests
