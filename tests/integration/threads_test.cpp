// Many threads on one session, which compiles for several shapes meanwhile.
#include <atomic>
#include <thread>

#include <catch2/catch.hpp>

#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

constexpr int kThreads = 8;
constexpr int kRuns = 24;
constexpr int64_t kShapes = 5;

Session make_session(const Runtime& runtime) {
  Model m(runtime);
  const Value x = m.input("x", {m.symbol("n"), 6});
  Value y = x;
  for (uint64_t layer = 0; layer < 3; ++layer) {
    y = m.b.node("MatMul", {y, m.constant(random_floats(36, layer), {6, 6})});
    y = m.b.node("Relu", {m.b.node("Add", {y, m.constant(random_floats(6, 10 + layer), {6})})});
  }
  m.output("y", m.b.node("Softmax", {y}, {{"axis", -1}}));
  m.output("z", m.b.node("Add", {y, x}));
  return m.session();
}

Tensor input_of(int64_t which) {
  return random_tensor({1 + which % kShapes, 6}, static_cast<uint64_t>(100 + which));
}

}  // namespace

TEST_CASE("eight threads on one session each get the result of a run alone") {
  const Runtime runtime = make_runtime();
  const Session alone = make_session(runtime);
  std::vector<std::vector<std::vector<float>>> expected;
  for (int64_t i = 0; i < 2 * kShapes; ++i) {
    expected.emplace_back();
    for (const Tensor& output : alone.run_ordered({input_of(i)}))
      expected.back().push_back(content(output));
  }

  const Session shared = make_session(runtime);
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (int run = 0; run < kRuns; ++run) {
        const int64_t which = (thread * 3 + run) % (2 * kShapes);
        const std::vector<Tensor> outputs = shared.run_ordered({input_of(which)});
        for (size_t i = 0; i < outputs.size(); ++i) {
          if (content(outputs[i]) != expected[static_cast<size_t>(which)][i]) ++wrong;
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
}

TEST_CASE("a session is described and reported while other threads run it") {
  const Runtime runtime = make_runtime();
  const Session session = make_session(runtime);
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (int run = 0; run < 10; ++run) {
        if (thread % 2 == 0) {
          RunOptions options;
          options.profile = true;
          session.run_ordered({input_of(run)}, options);
        } else {
          if (session.input_type(0)->rank != 2 || session.output_type(1)->rank != 2) ++wrong;
          if (session.output_name(0) != "y" || session.report().empty()) ++wrong;
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
}

TEST_CASE("sessions of one runtime are made and run by several threads at once") {
  const Runtime runtime = make_runtime();
  const std::vector<float> expected = content(make_session(runtime).run_ordered({input_of(1)})[0]);
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&] {
      for (int i = 0; i < 3; ++i) {
        const Session session = make_session(runtime);
        if (content(session.run_ordered({input_of(1)})[0]) != expected) ++wrong;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
}

}  // namespace mortise::tests
