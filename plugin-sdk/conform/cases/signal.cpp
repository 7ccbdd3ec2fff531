// Fourier transforms, and the weights of the mel scale.
#include "plugin-sdk/conform/cases/building.hpp"
#include "plugin-sdk/conform/cases/families.hpp"

namespace mortise::conform {
namespace {

CaseInput whole(double value) { return number(MORTISE_DTYPE_INT64, value); }

// Sums of `terms` products of numbers up to 2, whose factors are rounded as well.
Accuracy transform_of(int64_t terms) {
  return {static_cast<double>(terms) + 8, 2 * static_cast<double>(terms)};
}

void add_dft(Cases& cases) {
  const auto dft = [](std::string_view what, std::vector<CaseInput> inputs, int64_t length,
                      sdk::Attrs attributes = {}) {
    return accurate(recipe(what, std::move(inputs), std::move(attributes)), transform_of(length));
  };
  spread(
      cases, kFloats,
      {ranged(dft("real", {any({3, 12, 1})}, 12), {{2, 12, 1}}),
       dft("complex", {any({2, 7, 2})}, 7), dft("inverse", {any({2, 9, 2})}, 9, {{"inverse", 1}}),
       dft("onesided", {any({2, 9, 1})}, 9, {{"onesided", 1}}),
       dft("axis", {any({5, 4, 3, 2}), absent(), whole(0)}, 5),
       dft("cut", {any({2, 9, 1}), whole(4)}, 4), dft("filled", {any({2, 5, 1}), whole(8)}, 8),
       dft("one", {any({2, 1, 2})}, 1), dft("empty", {any({0, 4, 2})}, 4)},
      3);
}

void add_stft(Cases& cases) {
  const auto stft = [](std::string_view what, std::vector<CaseInput> inputs,
                       sdk::Attrs attributes = {}) {
    return accurate(recipe(what, std::move(inputs), std::move(attributes)), transform_of(8));
  };
  spread(cases, kFloats,
         {stft("length", {any({2, 33, 1}), whole(4), absent(), whole(8)}),
          stft("window", {any({2, 33, 1}), whole(3), any({8}, Fill::kUnit)}),
          stft("both_sides", {any({1, 20, 1}), whole(8), any({8}, Fill::kUnit), whole(8)},
               {{"onesided", 0}}),
          stft("complex", {any({1, 20, 2}), whole(5), absent(), whole(8)}, {{"onesided", 0}})},
         2);
}

void add_mel(Cases& cases) {
  const auto mel = [](std::string_view what, double bins, double length, double rate, double low,
                      double high) {
    return accurate(
        recipe(what, {whole(bins), whole(length), whole(rate), number(MORTISE_DTYPE_FLOAT32, low),
                      number(MORTISE_DTYPE_FLOAT32, high)}),
        {8, 1});
  };
  for (Case one : {mel("small", 8, 16, 8192, 0, 4000), mel("speech", 40, 512, 16000, 125, 7500)}) {
    one.label = "float32." + one.label;
    cases.push_back(std::move(one));
  }
}

}  // namespace

void add_signal(std::string_view op, Cases& cases) {
  static constexpr FamilyEntry kEntries[] = {
      {"DFT", &add_dft}, {"STFT", &add_stft}, {"MelWeightMatrix", &add_mel}};
  add_from(kEntries, op, cases);
}

}  // namespace mortise::conform
