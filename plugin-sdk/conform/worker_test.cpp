// The worker as the supervisor hears it, with plugins of this tree.
#include "plugin-sdk/conform/worker.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "plugin-sdk/conform/child.hpp"
#include "plugin-sdk/conform/verdict.hpp"

namespace mortise::conform {
namespace {

using Json = nlohmann::json;

std::string built(const char* path) { return std::string(std::getenv("MORTISE_BUILD_DIR")) + path; }
std::string program() { return built("/bin/mortise-conform"); }
std::string plugin() { return built("/lib/mortise/plugins/reference.mortise.json"); }

std::vector<Json> events_of(const std::string& task, const std::string& names,
                            const std::string& repeat = "1") {
  Child child(program(), {"--worker", task, plugin(), "--repeat", repeat}, names);
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(2);
  std::vector<Json> events;
  std::string line;
  while (child.next(line, deadline) == Child::Event::kLine) events.push_back(Json::parse(line));
  INFO(child.output());
  CHECK(child.wait(deadline) == std::string("exit code 0"));
  return events;
}

Outcome outcome_of(const Json& event) { return static_cast<Outcome>(event.at("outcome")); }

bool comes_true(const std::function<bool()>& condition) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

// A process that starts a worker, which reads its tests' names from `input`, and does nothing more.
pid_t start_parent_of_worker(int input) {
  const std::string words[] = {program(), plugin()};
  const pid_t parent = ::fork();
  if (parent != 0) return parent;
  if (::fork() == 0) {
    ::dup2(input, STDIN_FILENO);
    ::execl(words[0].c_str(), words[0].c_str(), "--worker", "run", words[1].c_str(), nullptr);
    ::_exit(127);
  }
  for (;;) ::pause();
}

}  // namespace

TEST_CASE("a worker ends with its parent") {
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);  // the worker becomes this process's child
  int names[2];
  REQUIRE(::pipe2(names, O_CLOEXEC) == 0);
  REQUIRE(::write(names[1], "x\n", 2) == 2);
  const pid_t parent = start_parent_of_worker(names[0]);
  CHECK(comes_true([&] {
    int left = 0;
    return ::ioctl(names[0], FIONREAD, &left) == 0 && left == 0;
  }));
  ::kill(parent, SIGKILL);
  REQUIRE(::waitpid(parent, nullptr, 0) == parent);
  int status = 0;
  CHECK(comes_true([&] { return ::waitpid(-1, &status, WNOHANG) > 0; }));
  CHECK(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGKILL);
  ::close(names[1]);  // a worker that is still there ends now
  ::close(names[0]);
  ::prctl(PR_SET_CHILD_SUBREAPER, 0);
}

TEST_CASE("a suite that cannot run its workers says so, and nothing about the plugin") {
  // Too few descriptors for the pipes.
  const std::string command = "(ulimit -n 11; exec " + program() + " " + plugin() +
                              " --json) 2> /dev/null | grep -q 'the suite itself failed'";
  CHECK(std::system(command.c_str()) == 0);
}

TEST_CASE("a test that the worker does not have is a failure, not a silence") {
  const auto events = events_of("run", "device.no.such_test\n");
  REQUIRE(events.size() == 3);
  CHECK(events[0] == Json{{"begin", "device.no.such_test"}});
  CHECK(events[1].at("end") == "device.no.such_test");
  CHECK(outcome_of(events[1]) == Outcome::kFailed);
  CHECK_THAT(events[1].at("reason").get<std::string>(),
             Catch::Contains("there is none of that name"));
  CHECK(events[2] == Json{{"done", true}});
}

TEST_CASE("a test that the worker skips as a whole, although it is told to run it, is a failure") {
  const auto listed = events_of("list", "");
  const auto skipped = std::find_if(listed.begin(), listed.end(),
                                    [](const Json& event) { return event.contains("reason"); });
  REQUIRE(skipped != listed.end());
  const auto events = events_of("run", skipped->at("test").get<std::string>() + "\n");
  REQUIRE(events.size() == 3);
  CHECK(outcome_of(events[1]) == Outcome::kFailed);
  CHECK_THAT(events[1].at("reason").get<std::string>(),
             Catch::EndsWith("it does not apply: " + skipped->at("reason").get<std::string>()));
}

TEST_CASE("each round of a repeated test is said, so that the time limit is that of a round") {
  const std::string name = "device.life.description_is_stable";
  const auto events = events_of("run", name + "\n", "3");
  REQUIRE(events.size() == 5);
  CHECK(events[0] == Json{{"begin", name}});
  CHECK(events[1] == Json{{"round", 1}});
  CHECK(events[2] == Json{{"round", 2}});
  CHECK(events[3].at("end") == name);
  CHECK(outcome_of(events[3]) == Outcome::kPassed);
}

}  // namespace mortise::conform
