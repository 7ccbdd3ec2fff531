// Tensors of strings: kernels move the strings and not their bytes, but what a run gives out needs nothing else to live.
#include <cctype>
#include <memory>
#include <thread>

#include <catch2/catch.hpp>

#include "tests/integration/support/memory_hook.hpp"
#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

using Words = std::vector<std::string>;

std::vector<mortise_string_t> strings_of(const Words& words) {
  std::vector<mortise_string_t> strings;
  for (const std::string& word : words) strings.push_back({word.data(), word.size()});
  return strings;
}

Words content_of(const Tensor& tensor) {
  Words words;
  for (const mortise_string_t& string : tensor.data<mortise_string_t>())
    words.emplace_back(string.data, string.size);
  return words;
}

/// An input whose bytes end with this object: they are overwritten first, so that a reader that comes late sees it.
class Lent {
 public:
  explicit Lent(Words words) : words_(std::move(words)), strings_(strings_of(words_)) {}
  ~Lent() {
    for (std::string& word : words_) word.assign(word.size(), '#');
  }
  Tensor tensor() {
    return Tensor::wrap(strings_.data(), strings_.size(), {static_cast<int64_t>(strings_.size())});
  }

 private:
  Words words_;
  std::vector<mortise_string_t> strings_;
};

// What moves strings, in one graph. The words are three, one of them longer than what std::string holds in itself.
void add_movers(Model& m) {
  const Value words = m.input("words", {3}, MORTISE_DTYPE_STRING);
  const Words fixed = {"constant"};
  const std::vector<mortise_string_t> strings = strings_of(fixed);
  const Shape one = {1};
  const Value constant = m.b.constant(sdk::host_view(MORTISE_DTYPE_STRING, one, strings.data()));
  m.output("input", words);
  m.output("constant", constant);
  m.output("identity", m.b.node("Identity", {words}));
  m.output("identity_again", m.b.node("Identity", {m.b.node("Identity", {words})}));
  m.output("gather", m.b.node("Gather", {words, m.constant(std::vector<int64_t>{2, 0}, {2})}));
  m.output("concat", m.b.node("Concat", {words, constant}, {{"axis", int64_t{0}}}));
}

const Words kWords = {"one", "", "a word that needs memory of its own"};
const std::vector<Words> kMoved = {
    kWords, {"constant"},           kWords,
    kWords, {kWords[2], kWords[0]}, {kWords[0], "", kWords[2], "constant"}};

std::vector<Words> content_of(const std::vector<Tensor>& tensors) {
  std::vector<Words> contents;
  for (const Tensor& tensor : tensors) contents.push_back(content_of(tensor));
  return contents;
}

}  // namespace

TEST_CASE("strings in outputs outlive the inputs and the session that they come from") {
  std::vector<Tensor> outputs;
  {
    const Runtime runtime = make_runtime();
    Model m(runtime);
    add_movers(m);
    const Session session = m.session();
    Lent words(kWords);
    outputs = session.run_ordered({words.tensor()});
  }
  CHECK(content_of(outputs) == kMoved);
}

TEST_CASE("strings of an asynchronous run outlive its inputs") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  add_movers(m);
  const Session session = m.session();
  auto words = std::make_unique<Lent>(kWords);
  const AsyncRun run = session.run_ordered_async({words->tensor()});
  const std::vector<Tensor> outputs = run.outputs();
  words.reset();
  CHECK(content_of(outputs) == kMoved);
}

TEST_CASE("an output that the caller gives owns the strings of the last run into it") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  m.output("same", m.b.node("Identity", {m.input("words", {2}, MORTISE_DTYPE_STRING)}));
  const Session session = m.session();
  std::vector<mortise_string_t> memory(2);
  std::vector<Tensor> outputs = {Tensor::wrap(memory.data(), 2, {2})};
  for (const Words& words :
       {Words{"first", "of two long enough for the heap"}, Words{"", "second"}}) {
    {
      Lent lent(words);
      session.run_into({lent.tensor()}, outputs);
    }
    CHECK(content_of(outputs[0]) == words);
  }
  // The output of a run as the input of the next, which writes it as well.
  session.run_into({outputs[0]}, outputs);
  CHECK(content_of(outputs[0]) == Words{"", "second"});
}

TEST_CASE("the bytes of strings are the embedder's memory, and an error without it") {
  MemoryHook hook;
  {
    const Runtime runtime = make_runtime("{}", {}, hook.hooks());
    Model m(runtime);
    m.output("same", m.b.node("Identity", {m.input("words", {3}, MORTISE_DTYPE_STRING)}));
    const Session session = m.session();
    Lent words(kWords);
    session.run_ordered({words.tensor()});
    const uint64_t before = hook.live_blocks();
    for (const uint64_t request : {1u, 2u}) {  // the output, its bytes
      hook.fail_at(request);
      const Error error = error_of([&] { session.run_ordered({words.tensor()}); });
      hook.fail_at(0);
      CHECK(error.code() == MORTISE_STATUS_OUT_OF_MEMORY);
      CHECK(error.retryable());
      CHECK(hook.live_blocks() == before);
    }
    CHECK(content_of(session.run_ordered({words.tensor()})[0]) == kWords);
  }
  CHECK(hook.live_blocks() == 0);
}

TEST_CASE("a string that has a length and no bytes is refused, and not read") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  m.output("same", m.b.node("Identity", {m.input("words", {1}, MORTISE_DTYPE_STRING)}));
  mortise_string_t nothing = {nullptr, 5};
  const Error error = error_of([&] { m.session().run_ordered({Tensor::wrap(&nothing, 1, {1})}); });
  CHECK(error.code() == MORTISE_STATUS_INVALID_ARGUMENT);
  CHECK_THAT(error.what(), Catch::Contains("a string of 5 bytes at the address null"));
}

TEST_CASE("states hold no strings") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  m.b.state("same", sdk::tensor_type(MORTISE_DTYPE_STRING, {1}), nullptr, 0);
  m.b.state_next("same", m.input("words", {1}, MORTISE_DTYPE_STRING));
  Lent words({"abc"});
  const StateStore store(runtime);
  RunOptions options;
  options.states = &store;
  const Error error = error_of([&] { m.session().run_ordered({words.tensor()}, options); });
  CHECK(error.code() == MORTISE_STATUS_UNSUPPORTED);
  CHECK_THAT(error.what(), Catch::Contains("'same'") && Catch::Contains("strings"));
}

TEST_CASE("strings that kernels make outlive the run, from any number of threads") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value words = m.input("words", {3}, MORTISE_DTYPE_STRING);
  const Value twice = m.b.node("StringConcat", {words, words});
  m.output("upper", m.b.node("StringNormalizer", {twice},
                             {{"case_change_action", "UPPER"}, {"is_case_sensitive", 1}}));
  const Session session = m.session();
  const auto run = [&](const std::string& word) {
    for (int i = 0; i < 50; ++i) {
      std::vector<Tensor> outputs;
      {
        Lent lent({word, "", "b"});
        outputs = session.run_ordered({lent.tensor()});
      }
      std::string upper = word + word;
      for (char& letter : upper) letter = static_cast<char>(std::toupper(letter));
      if (content_of(outputs[0]) != Words{upper, "", "BB"}) return false;
    }
    return true;
  };
  bool other_is_well = false;
  std::thread other([&] { other_is_well = run("a word that needs memory of its own"); });
  const bool is_well = run("another word that needs memory of its own");
  other.join();
  CHECK((is_well && other_is_well));
}

TEST_CASE("strings are folded, and shapes that follow from them are planned") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Words fixed = {"a b c"};
  const std::vector<mortise_string_t> strings = strings_of(fixed);
  const Shape one = {1};
  const Value constant = m.b.constant(sdk::host_view(MORTISE_DTYPE_STRING, one, strings.data()));
  const Value joined = m.b.node("StringConcat", {constant, constant});
  m.output("folded", m.b.nodes("StringSplit", {joined}, 2)[0]);
  const Value words = m.input("words", {2}, MORTISE_DTYPE_STRING);
  m.output("split", m.b.nodes("StringSplit", {m.b.node("StringConcat", {words, words})}, 2)[0]);
  const Session session = m.session();
  for (const Words& given : {Words{"x y", "z"}, Words{"1 2 3", "4"}, Words{"x y", "z"}}) {
    Lent lent(given);
    const std::vector<Tensor> outputs = session.run_ordered({lent.tensor()});
    CHECK(content_of(outputs[0]) == Words{"a", "b", "ca", "b", "c"});
    CHECK(outputs[1].shape()[0] == 2);
    CHECK(content_of(outputs[1])[1] == (given[1] == "z" ? "yx" : "2"));
  }
}

TEST_CASE("a model that doubles a string again and again runs out of what a run may have") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  Value text = m.input("text", {1}, MORTISE_DTYPE_STRING);
  for (int i = 0; i < 40; ++i) text = m.b.node("StringConcat", {text, text});
  m.output("long", text);
  const Session session = m.session();
  Lent lent({"0123456789"});
  CHECK_THROWS_WITH(session.run_ordered({lent.tensor()}),
                    Catch::Contains("strings that kernels make would take more than"));
  CHECK_THROWS_WITH(session.run_ordered({lent.tensor()}),
                    Catch::Contains("strings that kernels make would take more than"));
}

}  // namespace mortise::tests
