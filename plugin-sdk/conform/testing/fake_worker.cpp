// A worker without a plugin, for the tests of the supervisor. The tests that it runs are named after what they do, each with any
// suffix: "pass", "fail", "skip", "crash", "hang", "exit", "noise" (writes nonsense where events belong), "damage" (passes, and
// "victim" crashes after it), "ignored" (is not run, and nothing is said of it), "die_later" (passes, and then the process
// crashes), "linger" (passes, and then the process does not end). The plugin's name says how it lists them: "broken",
// "list_crash", "list_hang", "list_linger" (closes its end of the pipe and does not end), else a comma list.
#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <string>

namespace {

constexpr int kEvents = 3;

void say(const std::string& line) {
  const std::string text = line + "\n";
  if (::write(kEvents, text.data(), text.size()) < 0) std::abort();
}

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

bool damaged = false, lingers = false;

[[noreturn]] void crash() {
  ::signal(SIGSEGV, SIG_DFL);  // sanitizers have a handler, which only exits
  ::raise(SIGSEGV);
  std::abort();
}

void run(const std::string& name) {
  const auto is = [&](const char* what) { return name.compare(0, std::strlen(what), what) == 0; };
  if (is("ignored")) return;
  say("{\"begin\": " + quoted(name) + "}");
  if (is("crash") || (is("victim") && damaged)) {
    std::puts("something is wrong");
    std::fflush(stdout);
    crash();
  }
  if (is("hang")) ::pause();
  if (is("exit")) std::exit(7);
  if (is("noise")) say("no JSON at all");
  if (is("damage")) damaged = true;
  if (is("linger")) lingers = true;
  const int outcome = is("fail") ? 1 : is("skip") ? 4 : 0;
  say("{\"end\": " + quoted(name) + ", \"outcome\": " + std::to_string(outcome) +
      ", \"reason\": " + quoted(outcome == 0 ? "" : "as it is told to") +
      ", \"reproduction\": \"\", \"seconds\": 0.1}");
  if (is("die_later")) crash();
}

int list(const std::string& plugin) {
  if (plugin == "list_crash") ::raise(SIGABRT);
  if (plugin == "list_hang") ::pause();
  if (plugin == "list_linger") {
    ::close(kEvents);
    ::pause();
  }
  if (plugin == "broken") {
    say(R"({"broken": "there is no such plugin"})");
    return 1;
  }
  size_t begin = 0;
  while (begin <= plugin.size()) {
    const size_t end = std::min(plugin.find(',', begin), plugin.size());
    const std::string name = plugin.substr(begin, end - begin);
    say("{\"test\": " + quoted(name) +
        (name.find("unsupported") == 0 ? ", \"reason\": \"not this\"}" : "}"));
    begin = end + 1;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  const std::string task = argv[2];
  if (task == "list") {
    const int code = list(argv[3]);
    if (code == 0) say(R"({"done": true})");
    return code;
  }
  std::string name;
  while (std::getline(std::cin, name)) run(name);
  say(R"({"done": true})");
  if (lingers) ::pause();
  return 0;
}
