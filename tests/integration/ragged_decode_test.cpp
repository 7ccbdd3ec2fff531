// Decoding three sequences of differing, growing length over one paged cache: one plan, and no memory per step.
#include <cmath>
#include <optional>

#include <catch2/catch.hpp>

#include "tests/integration/support/memory_hook.hpp"
#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

constexpr int64_t kBatch = 3, kHeads = 2, kSize = 4, kPages = 16, kPageSize = 4, kMostPages = 6;
constexpr int kSteps = 20;

struct Decoder {
  explicit Decoder(const Runtime& runtime) {
    Model m(runtime);
    const Shape row = {kBatch, kHeads, kSize};
    const Shape pages = {kPages, kPageSize, kHeads, kSize};
    const Value slots = m.input("slots", {kBatch}, MORTISE_DTYPE_INT64);
    const auto append = [&](const std::string& name, const std::string& rows) {
      const Value state = m.state(name, pages, {}, MORTISE_STATE_APPEND_ONLY);
      const Value next = m.b.mortise_node("PagedAppend", {state, m.input(rows, row), slots});
      m.b.state_next(name, next);
      return next;
    };
    const Value keys = append("keys", "key");
    const Value values = append("values", "value");
    const Value query = m.input("query", row);
    const Value table = m.input("page_table", {kBatch, kMostPages}, MORTISE_DTYPE_INT64);
    const Value lengths = m.input("lengths", {kBatch}, MORTISE_DTYPE_INT64);
    m.output("y", m.b.mortise_node("PagedAttention", {query, keys, values, table, lengths}));
    session.emplace(m.session());
  }
  std::optional<Session> session;
};

// A sequence as a decoder without pages would keep it.
struct Sequence {
  std::vector<std::vector<float>> keys, values;

  std::vector<float> attend(const float* query) const {
    std::vector<float> result;
    for (int64_t head = 0; head < kHeads; ++head) {
      const auto at = static_cast<size_t>(head * kSize);
      std::vector<double> weights;
      double total = 0;
      for (const auto& key : keys) {
        double dot = 0;
        for (size_t i = 0; i < kSize; ++i)
          dot += static_cast<double>(query[at + i]) * static_cast<double>(key[at + i]);
        weights.push_back(std::exp(dot / std::sqrt(static_cast<double>(kSize))));
        total += weights.back();
      }
      for (size_t i = 0; i < kSize; ++i) {
        double sum = 0;
        for (size_t token = 0; token < values.size(); ++token)
          sum += weights[token] / total * static_cast<double>(values[token][at + i]);
        result.push_back(static_cast<float>(sum));
      }
    }
    return result;
  }
};

// What a server keeps: which pages belong to which sequence, handed out as sequences grow.
class Pager {
 public:
  /// Room for one more token of the sequence; -1 when it gets none in this step.
  int64_t next_slot(size_t sequence, bool grows) {
    if (!grows) return -1;
    const int64_t place = lengths[sequence]++ % kPageSize;
    if (place == 0) {
      const auto index = static_cast<size_t>((lengths[sequence] - 1) / kPageSize);
      table[sequence * kMostPages + index] = next_page_;
      next_page_ = (next_page_ + 5) % kPages;  // scattered; 5 and 16 have no common factor
    }
    const auto index = static_cast<size_t>((lengths[sequence] - 1) / kPageSize);
    return table[sequence * kMostPages + index] * kPageSize + place;
  }
  std::vector<int64_t> table = std::vector<int64_t>(kBatch * kMostPages, -1);
  std::vector<int64_t> lengths = std::vector<int64_t>(kBatch, 0);

 private:
  int64_t next_page_ = 3;
};

bool close(const std::vector<float>& left, const float* right) {
  for (size_t i = 0; i < left.size(); ++i) {
    if (std::abs(left[i] - right[i]) > 1e-5f) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("a ragged batch decodes on one plan, without memory of its own per step") {
  MemoryHook hook;
  const Runtime runtime = make_runtime("{}", {}, hook.hooks());
  const Decoder decoder(runtime);
  const StateStore store(runtime);
  RunOptions options;
  options.states = &store;
  constexpr size_t kRow = kHeads * kSize;
  std::vector<Sequence> sequences(kBatch);
  Pager pager;
  std::vector<Tensor> outputs = {
      floats(std::vector<float>(kBatch * kRow), {kBatch, kHeads, kSize})};
  uint64_t requests_after_first = 0;
  for (int step = 0; step < kSteps; ++step) {
    std::vector<int64_t> slots;
    const auto seed = static_cast<uint64_t>(step) * 3;
    const std::vector<float> key = random_floats(kBatch * kRow, seed);
    const std::vector<float> value = random_floats(kBatch * kRow, seed + 1);
    const std::vector<float> query = random_floats(kBatch * kRow, seed + 2);
    for (size_t i = 0; i < kBatch; ++i) {
      // Sequence 0 grows in each step, 1 joins later, 2 stops early: lengths 20, 13 and 5.
      const bool grows = i == 0 || (i == 1 && step >= 7) || (i == 2 && step < 5);
      slots.push_back(pager.next_slot(i, grows));
      if (!grows) continue;
      const auto begin = static_cast<std::ptrdiff_t>(i * kRow);
      const auto end = begin + static_cast<std::ptrdiff_t>(kRow);
      sequences[i].keys.emplace_back(key.begin() + begin, key.begin() + end);
      sequences[i].values.emplace_back(value.begin() + begin, value.begin() + end);
    }
    const Shape row = {kBatch, kHeads, kSize};
    decoder.session->run_into(
        {ints(slots, {kBatch}), floats(key, row), floats(value, row), floats(query, row),
         ints(pager.table, {kBatch, kMostPages}), ints(pager.lengths, {kBatch})},
        outputs, options);
    if (step == 0) hook.fail_at(0);  // counts from here
    requests_after_first = hook.requests();
    for (size_t i = 0; i < kBatch; ++i) {
      const float* result = outputs[0].data<float>().data() + i * kRow;
      INFO("step " << step << ", sequence " << i);
      if (sequences[i].keys.empty()) {
        CHECK(std::vector<float>(result, result + kRow) == std::vector<float>(kRow, 0));
      } else {
        CHECK(close(sequences[i].attend(query.data() + i * kRow), result));
      }
    }
  }
  CHECK(pager.lengths == std::vector<int64_t>{20, 13, 5});
  CHECK(requests_after_first == 0);
  const std::string report = decoder.session->report();
  CHECK_THAT(report, Catch::Contains("\"misses\": 1"));
  CHECK_THAT(report, Catch::Contains("\"hits\": 19"));
  CHECK_THAT(report, !Catch::Contains("\"op\": \"copy\""));
}

TEST_CASE("a slot that no page has fails the step, and the cache stays readable") {
  const Runtime runtime = make_runtime();
  const Decoder decoder(runtime);
  const StateStore store(runtime);
  RunOptions options;
  options.states = &store;
  const Shape row = {kBatch, kHeads, kSize};
  const auto run = [&](int64_t slot) {
    return decoder.session->run_ordered(
        {ints({slot, -1, -1}, {kBatch}), random_tensor(row, 1), random_tensor(row, 2),
         random_tensor(row, 3),
         ints(std::vector<int64_t>(kBatch * kMostPages, 0), {kBatch, kMostPages}),
         ints({1, 0, 0}, {kBatch})},
        options);
  };
  run(0);
  const std::vector<float> before = content(store.at("keys"));
  const Error error = error_of([&] { run(kPages * kPageSize); });
  CHECK(error.code() == MORTISE_STATUS_INVALID_ARGUMENT);
  CHECK_THAT(error.what(), Catch::Contains("PagedAppend") && Catch::Contains("slot 64"));
  CHECK(content(store.at("keys")) == before);
  run(1);
}

}  // namespace mortise::tests
