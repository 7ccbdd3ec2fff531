// Two runtimes with different configurations at once: each on a thread of the program, each with plugins, devices and
// threads of its own. They share nothing but code, and compute the same.
#include <mortise/mortise.hpp>

#include <cstdio>
#include <exception>
#include <future>
#include <string>
#include <vector>

namespace {

constexpr int kRuns = 100;

constexpr const char* kReferenceAlone = R"({
  "backends": [{"name": "reference"}],
  "fallback": [],
  "execution": {"threads": 1}
})";

constexpr const char* kCpu = R"({
  "backends": [{"name": "cpu", "required": false}],
  "fallback": ["reference"],
  "execution": {"threads": 2}
})";

/// The first output of the last run, for ones as the first input.
std::vector<float> run(const char* config, const char* model) {
  mortise::RuntimeOptions options;
  options.config_json = config;
  const mortise::Runtime runtime(options);
  const mortise::Session session = mortise::Session::load(runtime, model);
  const mortise_type_t& type = *session.input_type(0);
  const mortise::Tensor input(runtime, MORTISE_DTYPE_FLOAT32, {type.shape, type.shape + type.rank});
  for (float& element : input.data<float>()) element = 1;

  std::vector<mortise::Tensor> outputs;
  for (int i = 0; i < kRuns; ++i) outputs = session.run_ordered({input});
  return outputs.at(0).to_float32();
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 2) return std::fprintf(stderr, "usage: %s MODEL\n", argv[0]), 2;
  std::future<std::vector<float>> first =
      std::async(std::launch::async, run, kReferenceAlone, argv[1]);
  const std::vector<float> second = run(kCpu, argv[1]);
  const std::vector<float> expected = first.get();
  for (size_t i = 0; i < expected.size(); ++i) std::printf("%g %g\n", expected[i], second.at(i));
  return expected == second ? 0 : (std::fprintf(stderr, "the outputs differ\n"), 1);
} catch (const std::exception& error) {
  return std::fprintf(stderr, "%s\n", error.what()), 1;
}
