// All-reduce and reduce-scatter: right for every dtype, and the same on every rank.
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "plugin-sdk/conform/communicator/contract.hpp"
#include "plugin-sdk/conform/communicator/elements.hpp"
#include "plugin-sdk/conform/communicator/rank.hpp"

namespace mortise::conform::contract {
namespace {

constexpr uint32_t kReductions[] = {MORTISE_REDUCE_SUM, MORTISE_REDUCE_PRODUCT, MORTISE_REDUCE_MIN,
                                    MORTISE_REDUCE_MAX, MORTISE_REDUCE_MEAN};

constexpr const char* kNames[] = {"",    "sum", "product",
                                  "min", "max", "mean"};  // by MORTISE_REDUCE_…

using Values = std::vector<double>;

void expect_close(const Values& found, const Values& expected, double tolerance,
                  const std::string& what) {
  RANK_EXPECT(found.size() == expected.size());
  for (size_t i = 0; i < found.size(); ++i) {
    if (std::abs(found[i] - expected[i]) <= tolerance) continue;
    fail_rank(
        sdk::message(what, ": element ", i, " is ", found[i], " where ", expected[i], " is right"));
  }
}

// Of a mean: half a unit in the last place for what is at most 8, or what an integer may be cut by.
double mean_tolerance(const Element& element) {
  return element.epsilon == 0 ? 1 : 8 * element.epsilon;
}

bool has_mean(const Element& element) { return element.dtype != MORTISE_DTYPE_BOOL; }

struct Case {
  const Element& element;
  uint32_t reduction;
  uint64_t count;
  uint64_t seed;
};

std::vector<Values> inputs_of(const Case& c, uint32_t size, uint64_t count) {
  std::vector<Values> inputs;
  for (uint32_t rank = 0; rank < size; ++rank) {
    inputs.push_back(small_values(c.element, c.reduction, c.seed, rank, count));
  }
  return inputs;
}

void check_all_reduce(const Case& c, Communicator& communicator, bool in_place) {
  const uint32_t size = communicator.size();
  const std::vector<Values> inputs = inputs_of(c, size, c.count);
  const Buffer send(encode(c.element, inputs[communicator.rank()]));
  const Buffer other(send.size());
  const Buffer& receive = in_place ? send : other;
  const Outcome outcome = communicator.run(
      all_reduce(c.element.dtype, c.count, send.data(), receive.data(), c.reduction));
  const std::string what = "all-reduce, " + describe(c.element, c.reduction, size);
  RANK_OK(outcome);
  expect_close(decode(c.element, receive.content()),
               reduce_serially(c.element, c.reduction, inputs),
               c.reduction == MORTISE_REDUCE_MEAN ? mean_tolerance(c.element) : 0, what);
}

void check_reduce_scatter(const Case& c, Communicator& communicator) {
  const uint32_t size = communicator.size();
  const uint32_t rank = communicator.rank();
  const std::vector<Values> inputs = inputs_of(c, size, c.count * size);
  const Buffer send(encode(c.element, inputs[rank]));
  const Buffer receive(c.count * c.element.bytes);
  mortise_collective_t description = operation(MORTISE_COLLECTIVE_REDUCE_SCATTER, c.element.dtype,
                                               c.count, send.data(), receive.data());
  description.reduction = c.reduction;
  const Outcome outcome = communicator.run(description);
  const std::string what = "reduce-scatter, " + describe(c.element, c.reduction, size);
  RANK_OK(outcome);
  const Values all = reduce_serially(c.element, c.reduction, inputs);
  const auto begin = all.begin() + static_cast<std::ptrdiff_t>(rank * c.count);
  expect_close(decode(c.element, receive.content()),
               Values(begin, begin + static_cast<std::ptrdiff_t>(c.count)),
               c.reduction == MORTISE_REDUCE_MEAN ? mean_tolerance(c.element) : 0, what);
}

using Check = void (*)(const Case& c, Communicator& communicator);

void all_reduce_both_ways(const Case& c, Communicator& communicator) {
  for (const bool in_place : {false, true}) check_all_reduce(c, communicator, in_place);
}

// One dtype and reduction: with none, odd and many elements.
Contract reduction_contract(const char* name, Check check, const Element& element,
                            uint32_t reduction) {
  const std::string text = sdk::message(name, ".", element.name, ".", kNames[reduction]);
  return {text,
          sdk::message(text, " equals the serial model"),
          {1, 2, 3, 5},
          [=, &element](uint32_t ranks) {
            on_ranks(ranks, [&](const RankInfo& info) {
              Communicator communicator(info);
              uint64_t seed = reduction;
              for (const uint64_t count : {0, 1, 5, 257})
                check({element, reduction, count, seed++}, communicator);
            });
          }};
}

void sum_of_reals(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator communicator(info);
    for (const Element& element : float_elements()) {
      constexpr uint64_t kCount = 1000;
      std::vector<Values> inputs;
      for (uint32_t rank = 0; rank < info.size; ++rank) {
        inputs.push_back(real_values(element, 99, rank, kCount));
      }
      const Buffer values(encode(element, inputs[info.rank]));
      RANK_OK(communicator.run(all_reduce(element.dtype, kCount, values.data(), values.data())));
      // Seven terms below 1: six roundings of at most 8 * epsilon / 2.
      expect_close(decode(element, values.content()),
                   reduce_serially(element, MORTISE_REDUCE_SUM, inputs), 24 * element.epsilon,
                   describe(element, MORTISE_REDUCE_SUM, info.size));
      const Buffer all(values.size() * info.size);
      RANK_OK(communicator.run(operation(MORTISE_COLLECTIVE_ALL_GATHER, element.dtype, kCount,
                                         values.data(), all.data())));
      const std::vector<uint8_t> mine = values.content();
      const std::vector<uint8_t> everybody = all.content();
      for (size_t i = 0; i < everybody.size(); ++i) {
        RANK_EXPECT(everybody[i] == mine[i % mine.size()]);
      }
    }
  });
}

void sum_of_halves(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator communicator(info);
    for (const Element& element : float_elements()) {
      if (element.bytes != 2) continue;
      // The dtype holds no whole numbers between this one and the next but one.
      const double large = 2 / element.epsilon;
      const Buffer value(encode(element, {info.rank == 3 ? large : 1.0}));
      RANK_OK(communicator.run(all_reduce(element.dtype, 1, value.data(), value.data())));
      // Seven ones added one by one in the dtype would be lost; together they round to 6 or 8.
      const double sum = decode(element, value.content())[0];
      RANK_EXPECT(sum == large + 6 || sum == large + 8);
    }
  });
}

}  // namespace

const std::vector<Contract>& reductions_contract() {
  static const std::vector<Contract> contracts = [] {
    std::vector<Contract> all = {
        {"sum_of_reals",
         "a sum of real numbers is right within rounding, and bitwise the same on all ranks",
         {5},
         &sum_of_reals},
        {"sum_of_halves", "sums of half types accumulate in float32", {8}, &sum_of_halves},
    };
    for (const Element& element : numeric_elements()) {
      for (const uint32_t reduction : kReductions) {
        if (reduction == MORTISE_REDUCE_MEAN && !has_mean(element)) continue;
        all.push_back(reduction_contract("all_reduce", &all_reduce_both_ways, element, reduction));
        all.push_back(
            reduction_contract("reduce_scatter", &check_reduce_scatter, element, reduction));
      }
    }
    return all;
  }();
  return contracts;
}

}  // namespace mortise::conform::contract
