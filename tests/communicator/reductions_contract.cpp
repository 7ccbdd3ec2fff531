// All-reduce and reduce-scatter: right for every dtype, and the same on every rank.
#include <cmath>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/communicator/elements.hpp"
#include "tests/communicator/rank.hpp"

namespace mortise::contract {
namespace {

constexpr uint32_t kReductions[] = {MORTISE_REDUCE_SUM, MORTISE_REDUCE_PRODUCT, MORTISE_REDUCE_MIN,
                                    MORTISE_REDUCE_MAX, MORTISE_REDUCE_MEAN};

using Values = std::vector<double>;

void expect_close(const Values& found, const Values& expected, double tolerance,
                  const std::string& what) {
  RANK_EXPECT(found.size() == expected.size());
  for (size_t i = 0; i < found.size(); ++i) {
    if (std::abs(found[i] - expected[i]) <= tolerance) continue;
    throw Failure(what + ": element " + std::to_string(i) + " is " + std::to_string(found[i]) +
                  ", expected " + std::to_string(expected[i]));
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
  if (!subject().lacks_reduction(c.element.dtype, c.reduction).empty()) {
    RANK_FAILS(outcome, MORTISE_STATUS_UNSUPPORTED, c.element.name);
    return;
  }
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
  if (!subject().lacks_reduction(c.element.dtype, c.reduction).empty()) {
    RANK_FAILS(outcome, MORTISE_STATUS_UNSUPPORTED, c.element.name);
    return;
  }
  RANK_OK(outcome);
  const Values all = reduce_serially(c.element, c.reduction, inputs);
  const auto begin = all.begin() + static_cast<std::ptrdiff_t>(rank * c.count);
  expect_close(decode(c.element, receive.content()),
               Values(begin, begin + static_cast<std::ptrdiff_t>(c.count)),
               c.reduction == MORTISE_REDUCE_MEAN ? mean_tolerance(c.element) : 0, what);
}

template <class Check>
void for_all_cases(Check&& check) {
  uint64_t seed = 1;
  for (const Element& element : numeric_elements()) {
    for (const uint32_t reduction : kReductions) {
      if (reduction == MORTISE_REDUCE_MEAN && !has_mean(element)) continue;
      for (const uint64_t count : {0, 1, 5, 257}) check({element, reduction, count, seed++});
    }
  }
}

TEST_CASE("all-reduce equals the serial model for every dtype, reduction and number of ranks") {
  const uint32_t size = GENERATE(1u, 2u, 3u, 4u, 5u, 6u, 7u, 8u);
  on_ranks(size, [](const RankInfo& info) {
    Communicator communicator(info);
    for_all_cases([&](const Case& c) { check_all_reduce(c, communicator, c.seed % 2 == 0); });
  });
}

TEST_CASE("reduce-scatter equals the serial model for every dtype, reduction and number of ranks") {
  const uint32_t size = GENERATE(1u, 2u, 3u, 4u, 5u, 6u, 7u, 8u);
  on_ranks(size, [](const RankInfo& info) {
    Communicator communicator(info);
    for_all_cases([&](const Case& c) { check_reduce_scatter(c, communicator); });
  });
}

TEST_CASE("a sum of real numbers is right within rounding, and bitwise the same on all ranks") {
  on_ranks(7, [](const RankInfo& info) {
    Communicator communicator(info);
    for (const Element& element : float_elements()) {
      if (!subject().lacks_reduction(element.dtype, MORTISE_REDUCE_SUM).empty()) continue;
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

TEST_CASE("sums of half types accumulate in float32") {
  on_ranks(8, [](const RankInfo& info) {
    Communicator communicator(info);
    for (const Element& element : float_elements()) {
      if (element.bytes != 2) continue;
      if (!subject().lacks_reduction(element.dtype, MORTISE_REDUCE_SUM).empty()) continue;
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
}  // namespace mortise::contract
