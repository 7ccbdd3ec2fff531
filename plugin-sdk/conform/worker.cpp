#include "plugin-sdk/conform/worker.hpp"

#include <mortise/mortise.hpp>

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <iostream>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "plugin-sdk/conform/test.hpp"
#include "plugin-sdk/conform/verdict.hpp"

namespace mortise::conform {
namespace {

using Json = nlohmann::json;
using Clock = std::chrono::steady_clock;

constexpr const char* kThrown =
    "an exception was thrown; a plugin lets none out of its calls, but turns it into a status: ";

// Any thread.
void say(const Json& event) {
  static std::mutex mutex;
  const std::lock_guard<std::mutex> lock(mutex);
  // What plugins say may be no UTF-8.
  const std::string line = event.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  for (size_t done = 0; done < line.size();) {
    const ssize_t written = ::write(kEventDescriptor, line.data() + done, line.size() - done);
    if (written < 0 && errno != EINTR) ::_exit(1);
    if (written > 0) done += static_cast<size_t>(written);
  }
}

TestList tests_for(const WorkerOptions& options, const Subject& subject,
                   const Reference& reference) {
  return options.abi ? make_abi_tests(subject, reference) : make_tests(subject, reference);
}

Verdict run_once(const Test& test, Environment& environment) {
  Verdict verdict;
  verdict.test = test.name;
  try {
    test.body(environment);
  } catch (const Failure& failure) {
    verdict.outcome = Outcome::kFailed;
    verdict.reason = failure.text;
  } catch (const Skip& skip) {
    verdict.outcome = Outcome::kSkipped;
    verdict.reason = skip.reason;
  } catch (const mortise::Error& error) {
    verdict.outcome = Outcome::kFailed;
    verdict.reason = std::string("an error where there must be none: ") + error.what();
  } catch (const std::exception& error) {
    verdict.outcome = Outcome::kFailed;
    verdict.reason = std::string(kThrown) + error.what();
  } catch (...) {
    verdict.outcome = Outcome::kFailed;
    verdict.reason = std::string(kThrown) + "of an unknown type";
  }
  if (verdict.outcome == Outcome::kFailed) verdict.reproduction = environment.trace.text();
  return verdict;
}

Verdict run_test(const Test& test, const WorkerOptions& options, const Subject& subject,
                 const Reference& reference, Trace& trace) {
  Verdict verdict;
  verdict.test = test.name;
  for (uint64_t round = 0; round < options.repeat && verdict.outcome == Outcome::kPassed; ++round) {
    if (round > 0) say({{"round", round}});
    trace.clear();
    Environment environment{subject, reference, trace, Random(options.seed + round, test.name)};
    verdict = run_once(test, environment);
    if (verdict.outcome == Outcome::kFailed && round > 0)
      verdict.reason += sdk::message(" (in round ", round + 1, " of ", options.repeat, ")");
  }
  return verdict;
}

// A test that was listed, by another process, and that this one does not have or skips.
Verdict gone(const std::string& name, const std::string& skipped) {
  Verdict verdict;
  verdict.test = name;
  verdict.outcome = Outcome::kFailed;
  verdict.reason =
      "what the plugin says of itself differs from process to process: this test was listed, and now " +
      (skipped.empty() ? "there is none of that name" : "it does not apply: " + skipped);
  return verdict;
}

// Runs `body` with subject and reference; what keeps them from being made is said.
template <class Body>
int with_subject(const WorkerOptions& options, const Body& body) {
  try {
    const Subject subject(options.plugin, options.options);
    const Reference reference;
    body(subject, reference);
    say({{"done", true}});
    return 0;
  } catch (const Failure& failure) {
    say({{"broken", failure.text}});
  } catch (const std::exception& error) {
    say({{"broken", error.what()}});
  }
  return 1;
}

// A process group of its own hears no Ctrl-C: a worker would stay for ever where the plugin hangs.
void end_with_parent() { ::prctl(PR_SET_PDEATHSIG, SIGKILL); }

}  // namespace

int list_tests(const WorkerOptions& options) {
  end_with_parent();
  return with_subject(options, [&](const Subject& subject, const Reference& reference) {
    const TestList list = tests_for(options, subject, reference);
    for (const Test& test : list.tests()) {
      Json event = {{"test", test.name}};
      if (!test.body) event["reason"] = test.reason;
      say(event);
    }
  });
}

int run_tests(const WorkerOptions& options) {
  end_with_parent();
  // All of them before the plugin, which may read standard input, is loaded.
  std::vector<std::string> names;
  for (std::string name; std::getline(std::cin, name);) names.push_back(name);
  return with_subject(options, [&](const Subject& subject, const Reference& reference) {
    Trace trace(kTraceDescriptor);
    on_failure = [](const std::string& text) { say({{"failing", text}}); };
    const TestList list = tests_for(options, subject, reference);
    std::map<std::string, const Test*> by_name;
    for (const Test& test : list.tests()) by_name[test.name] = &test;
    for (const std::string& name : names) {
      say({{"begin", name}});
      const Clock::time_point begin = Clock::now();
      const auto found = by_name.find(name);
      const Verdict verdict =
          found != by_name.end() && found->second->body
              ? run_test(*found->second, options, subject, reference, trace)
              : gone(name, found == by_name.end() ? std::string() : found->second->reason);
      say({{"end", name},
           {"outcome", static_cast<int>(verdict.outcome)},
           {"reason", verdict.reason},
           {"reproduction", verdict.reproduction},
           {"seconds", std::chrono::duration<double>(Clock::now() - begin).count()}});
    }
  });
}

}  // namespace mortise::conform
