// Embeds Mortise in ten lines: runs a model with one input and prints its output.
#include <mortise/mortise.hpp>

#include <cstdio>
#include <exception>

int main(int argc, char** argv) try {
  if (argc != 2) return std::fprintf(stderr, "usage: %s MODEL\n", argv[0]), 2;
  mortise::Runtime runtime;
  mortise::Session session = mortise::Session::load(runtime, argv[1]);

  mortise::Tensor input = mortise::Tensor::from(std::vector<float>{1, 2, 3, 4}, {1, 4});
  mortise::Tensors outputs = session.run({{session.input_name(0), input}});

  for (const auto& [name, tensor] : outputs) {
    for (const float value : tensor.to_float32()) std::printf("%s: %g\n", name.c_str(), value);
  }
  return 0;
} catch (const std::exception& error) {
  return std::fprintf(stderr, "%s\n", error.what()), 1;
}
