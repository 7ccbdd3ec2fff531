#include "plugin-sdk/conform/supervisor.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

#include <nlohmann/json.hpp>

#include "plugin-sdk/conform/child.hpp"

namespace mortise::conform {
namespace {

using Json = nlohmann::json;
using Clock = std::chrono::steady_clock;
using Names = std::vector<std::string>;

constexpr size_t kSmallestBatch = 16;  // a worker's start has its price
constexpr size_t kLargestBatch = 200;  // a crash costs at most a repetition of so many
constexpr double kUnwindSeconds = 10;  // for a test that has failed to release what it has made

Clock::time_point after(double seconds) {
  return Clock::now() +
         std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
}

Names arguments_of(const WorkerOptions& options, const char* task) {
  Names words = {"--worker",
                 task,
                 options.plugin,
                 "--seed",
                 std::to_string(options.seed),
                 "--repeat",
                 std::to_string(options.repeat)};
  for (const std::string& option : options.options) {
    words.emplace_back("--option");
    words.push_back(option);
  }
  if (options.abi) words.emplace_back("--abi");
  return words;
}

std::string lines_of(const Names& names) {
  std::string text;
  for (const std::string& name : names) text += name + "\n";
  return text;
}

std::string seconds_text(double seconds) {
  std::string text = std::to_string(seconds);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text + " s";
}

// What the process printed last, as an appendix to a reason.
std::string with_output(std::string reason, std::string output) {
  while (!output.empty() && output.back() == '\n') output.pop_back();
  if (output.empty()) return reason;
  return reason + "; the process printed:\n" + output;
}

// Where it was: in that call, or on its way to the next.
std::string last_call(const std::string& trace) {
  const size_t end = trace.find_last_not_of('\n');
  if (end == std::string::npos) return {};
  const size_t begin = trace.rfind('\n', end) + 1;  // of the line
  return "; the last call was " + trace.substr(begin, end - begin + 1);
}

// What is no event, because the plugin wrote to a descriptor that is not its own, says nothing.
Json parse(const std::string& line) {
  Json event = Json::parse(line, nullptr, /*allow_exceptions=*/false);
  return event.is_object() ? event : Json::object();
}

Verdict verdict_of(const Json& event) {
  Verdict verdict;
  verdict.test = event["end"].get<std::string>();
  verdict.outcome = static_cast<Outcome>(event["outcome"].get<int>());
  verdict.reason = event["reason"].get<std::string>();
  verdict.reproduction = event["reproduction"].get<std::string>();
  verdict.seconds = event["seconds"].get<double>();
  return verdict;
}

// One worker's run over a list of tests, up to its end or to the first test that ends or stops it.
struct BatchResult {
  std::vector<Verdict> verdicts;  // of the first tests of the list, in its order
  bool stopped = false;           // the last verdict is a crash or a hang
};

class Batch {
 public:
  Batch(const SuiteOptions& options, const Names& names)
      : options_(options),
        names_(names),
        child_(options.program, arguments_of(options.worker, "run"), lines_of(names)) {}

  /// At least one verdict.
  BatchResult run() {
    double limit = options_.listing_seconds;  // for loading
    std::string line;
    for (;;) {
      const Child::Event event = child_.next(line, after(limit));
      if (event == Child::Event::kLine) {
        if (hear(parse(line))) return std::move(result_);
        limit = options_.limit_seconds;
        if (!failure_.empty()) limit = std::min(limit, kUnwindSeconds);
        continue;
      }
      if (event == Child::Event::kTimeout) {
        child_.kill();
        stop(Outcome::kHung, "it did not come to an end in " + seconds_text(limit));
      } else {
        end(limit);
      }
      return std::move(result_);
    }
  }

 private:
  // True at the last line.
  bool hear(const Json& event) {
    if (event.contains("broken")) {
      child_.kill();
      stop(Outcome::kFailed, event["broken"].get<std::string>());
      return true;
    }
    if (event.contains("begin")) begin(event["begin"]);
    if (event.contains("failing")) failure_ = event["failing"].get<std::string>();
    if (event.contains("end") && running_ && event["end"] == next()) {
      result_.verdicts.push_back(verdict_of(event));
      running_ = false;
      failure_.clear();
    }
    if (!event.contains("done")) return false;
    end(options_.limit_seconds);
    return true;
  }

  // Tests run in the list's order. One that comes before its turn gets no verdict: the next worker starts with the test that
  // was left out.
  void begin(const Json& name) {
    running_ = result_.verdicts.size() < names_.size() && name == next();
    failure_.clear();
  }

  const std::string& next() const { return names_[result_.verdicts.size()]; }

  // It has said all that it has to say, or says nothing more: destructors and exit handlers run.
  void end(double limit) {
    const std::optional<std::string> how = child_.wait(after(limit));
    if (!how) {
      child_.kill();
      stop(Outcome::kHung, "the process did not end in " + seconds_text(limit));
    } else if (*how != "exit code 0" || running_) {
      stop(Outcome::kCrashed, "the process ended with " + *how);
    } else if (result_.verdicts.empty()) {
      stop(Outcome::kFailed, "the process ended without running this test");
    }
  }

  // What happens between two tests, or after the last one, is the doing of the test before.
  void stop(Outcome outcome, std::string reason) {
    const bool after_a_test = !running_ && !result_.verdicts.empty();
    if (after_a_test) {
      if (is_bad(result_.verdicts.back().outcome)) return;
      result_.verdicts.pop_back();
      reason += " after the test";
    }
    Verdict verdict;
    verdict.test = next();
    verdict.outcome = outcome;
    verdict.reproduction = child_.trace();
    verdict.reason = with_output(reason + last_call(verdict.reproduction), child_.output());
    if (!failure_.empty()) {
      verdict.outcome = Outcome::kFailed;
      verdict.reason = failure_ + "\n(afterwards: " + verdict.reason + ")";
    }
    result_.verdicts.push_back(std::move(verdict));
    result_.stopped = true;
  }

  const SuiteOptions& options_;
  const Names& names_;
  Child child_;
  BatchResult result_;
  bool running_ = false;  // next() has begun
  std::string failure_;   // what the running test has failed with, if it has
};

class Suite {
 public:
  Suite(const SuiteOptions& options, const std::function<void(const Verdict&)>& on_verdict)
      : options_(options), on_verdict_(on_verdict) {}

  std::map<std::string, Verdict> run(const Names& names) {
    cut(names);
    std::vector<std::thread> threads;
    for (uint32_t i = 1; i < options_.jobs; ++i) threads.emplace_back([this] { work(); });
    work();
    for (std::thread& thread : threads) thread.join();
    if (failure_) std::rethrow_exception(failure_);
    return std::move(verdicts_);
  }

 private:
  void cut(const Names& names) {
    const size_t each =
        std::clamp(names.size() / (size_t{options_.jobs} * 4) + 1, kSmallestBatch, kLargestBatch);
    for (size_t i = 0; i < names.size(); i += each) {
      const auto begin = names.begin() + static_cast<ptrdiff_t>(i);
      batches_.emplace_back(begin,
                            begin + static_cast<ptrdiff_t>(std::min(each, names.size() - i)));
    }
  }

  void work() {
    try {
      for (size_t taken = next_++; taken < batches_.size(); taken = next_++)
        run_batch(batches_[taken]);
    } catch (...) {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
    }
  }

  // Worker after worker, until every test has its verdict.
  void run_batch(const Names& batch) {
    for (size_t done = 0; done < batch.size();) {
      const Names rest(batch.begin() + static_cast<ptrdiff_t>(done), batch.end());
      BatchResult result = Batch(options_, rest).run();
      if (result.stopped && result.verdicts.size() > 1 &&
          result.verdicts.back().outcome == Outcome::kCrashed)
        find_culprit(rest, result);
      const size_t count = result.verdicts.size();
      for (Verdict& verdict : result.verdicts) add(std::move(verdict));
      done += count;
    }
  }

  // The last test of `result` crashed, after others. Alone it may not: then one of the others did the damage.
  void find_culprit(const Names& names, BatchResult& result) {
    const size_t victim = result.verdicts.size() - 1;
    const auto crashes_after = [&](size_t first) {
      const Names part(names.begin() + static_cast<ptrdiff_t>(first),
                       names.begin() + static_cast<ptrdiff_t>(victim) + 1);
      const BatchResult again = Batch(options_, part).run();
      return again.stopped && again.verdicts.size() == part.size();
    };
    if (crashes_after(victim)) return;
    if (!crashes_after(0)) {
      result.verdicts[victim].reason +=
          "\n(it does so neither alone nor again after the same tests: it depends on timing)";
      return;
    }
    size_t low = 0;  // crashes after it
    for (size_t high = victim; high - low > 1;) {
      const size_t middle = low + (high - low) / 2;
      (crashes_after(middle) ? low : high) = middle;
    }
    Verdict& culprit = result.verdicts[low];
    const std::string text = "\n(" + names[victim] + " does not crash alone, but it does after " +
                             names[low] + ", which damages memory or state that others use)";
    result.verdicts[victim].reason += text;
    if (!is_bad(culprit.outcome)) {
      culprit.outcome = Outcome::kFailed;
      culprit.reason = names[victim] +
                       " crashes after this test and not without it: this one damages "
                       "memory or state that others use";
    }
  }

  void add(Verdict verdict) {
    const std::lock_guard<std::mutex> lock(mutex_);
    on_verdict_(verdict);
    std::string name = verdict.test;
    verdicts_[std::move(name)] = std::move(verdict);
  }

  const SuiteOptions& options_;
  const std::function<void(const Verdict&)>& on_verdict_;
  std::vector<Names> batches_;
  std::atomic<size_t> next_{0};
  std::mutex mutex_;
  std::map<std::string, Verdict> verdicts_;
  std::exception_ptr failure_;
};

}  // namespace

bool fits(const std::string& name, const std::string& filter) {
  if (filter.find_first_of("*?") == std::string::npos)
    return name.find(filter) != std::string::npos;
  return ::fnmatch(filter.c_str(), name.c_str(), 0) == 0;
}

std::vector<Listed> list_suite(const SuiteOptions& options) {
  Child child(options.program, arguments_of(options.worker, "list"), {});
  std::vector<Listed> tests;
  const Clock::time_point deadline = after(options.listing_seconds);
  const auto hangs = [&] {
    child.kill();
    return Broken{with_output("the plugin hangs when it is loaded or asked what it supports",
                              child.output())};
  };
  std::string line;
  for (;;) {
    const Child::Event event = child.next(line, deadline);
    if (event == Child::Event::kTimeout) throw hangs();
    if (event == Child::Event::kEnd) {
      const std::optional<std::string> how = child.wait(deadline);
      if (!how) throw hangs();
      throw Broken{with_output(
          "loading the plugin, or asking it what it supports, ends the process with " + *how,
          child.output())};
    }
    const Json heard = parse(line);
    if (heard.contains("broken")) throw Broken{heard["broken"].get<std::string>()};
    if (heard.contains("done")) return tests;
    if (!heard.contains("test")) continue;
    const auto name = heard["test"].get<std::string>();
    if (fits(name, options.filter))
      tests.push_back({name, heard.contains("reason"), heard.value("reason", std::string())});
  }
}

std::vector<Verdict> run_suite(const SuiteOptions& options, const std::vector<Listed>& tests,
                               const std::function<void(const Verdict&)>& on_verdict) {
  Names names;
  for (const Listed& test : tests) {
    if (!test.skipped) names.push_back(test.name);
  }
  std::map<std::string, Verdict> verdicts = Suite(options, on_verdict).run(names);
  std::vector<Verdict> ordered;
  for (const Listed& test : tests) {
    if (test.skipped) {
      ordered.push_back({test.name, Outcome::kSkipped, test.reason, {}, 0});
      on_verdict(ordered.back());
    } else {
      ordered.push_back(std::move(verdicts.at(test.name)));
    }
  }
  return ordered;
}

}  // namespace mortise::conform
