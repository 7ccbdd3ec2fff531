// The cpu backend's own rewriting, in bodies.
#include <catch2/catch.hpp>

#include "tests/integration/support/body.hpp"
#include "tests/integration/support/runtime.hpp"
#include "tests/integration/support/steps.hpp"

namespace mortise::tests {

TEST_CASE("the cpu backend fuses and packs in a loop's body as in the graph around it") {
  const auto run_on = [](const char* config, std::vector<std::string>* ops) {
    const Runtime runtime = make_runtime(config);
    Model m(runtime);
    Body body(m);
    body.begin();
    const Value x = body.input("x"), weights = body.input("weights"), bias = body.input("bias");
    const Value product = body.b.node("MatMul", {x, weights});
    body.b.output("on", body.condition);
    body.b.output("next", body.b.node("Relu", {body.b.node("Add", {product, bias})}));
    m.output("y", m.b.nodes("Loop",
                            {m.input("trips", {}, MORTISE_DTYPE_INT64), MORTISE_NONE,
                             m.input("x", {3, 32}), m.constant(random_floats(32 * 32, 1), {32, 32}),
                             m.constant(random_floats(32, 2), {32})},
                            1, {{"body", body.graph.get()}, {"captures", 2}})[0]);
    const Session session = m.session();
    const Tensor y = session.run_ordered({ints({4}, {}), random_tensor({3, 32}, 3)})[0];
    if (ops != nullptr) *ops = body_ops_of(session);
    return content(y);
  };
  std::vector<std::string> ops;
  const std::vector<float> fused = run_on(R"({"backends": [{"name": "cpu"}]})", &ops);
  const std::vector<float> plain = run_on("{}", nullptr);
  CHECK(ops == std::vector<std::string>{"mortise.cpu::PackedMatMul"});
  REQUIRE(fused.size() == plain.size());
  for (size_t i = 0; i < fused.size(); ++i)
    CHECK(fused[i] == Approx(plain[i]).epsilon(1e-4).margin(1e-3));
}

}  // namespace mortise::tests
