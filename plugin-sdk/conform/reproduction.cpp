#include "plugin-sdk/conform/reproduction.hpp"

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "plugin-sdk/conform/trace.hpp"

namespace mortise::conform {
namespace {

constexpr uint64_t kLargestArray = uint64_t{1} << 26;  // what is larger would have been refused

// The calls that a program can make as they stand in the trace.
const std::set<std::string>& plain_calls() {
  static const std::set<std::string> names = {
      "count",          "describe",     "open",          "close",          "buffer_create",
      "buffer_map",     "buffer_unmap", "buffer_import", "buffer_release", "stream_create",
      "stream_release", "copy",         "fill",          "fence_create",   "fence_release",
      "fence_query",    "fence_wait",   "fence_signal"};
  return names;
}
bool returns_nothing(const std::string& name) {
  return name == "close" || name.find("_release") != std::string::npos;
}

struct Variables {
  std::set<std::string> devices, buffers, streams, fences;
  std::map<std::string, uint64_t> hosts;  // sizes
};

const std::regex& call_pattern() {
  static const std::regex pattern(R"(^table->(\w+)\((.*)\);(.*)$)");
  return pattern;
}

// False when the call names what the program does not have.
bool collect(const std::string& arguments, Variables& out) {
  static const std::regex word(R"([A-Za-z_]\w*)");
  for (std::sregex_iterator i(arguments.begin(), arguments.end(), word), none; i != none; ++i) {
    const std::string name = i->str();
    static const std::set<std::string> known = {"plugin", "count", "description", "value", "mapped",
                                                "end",    "order", "nullptr",     "data"};
    if (known.count(name) != 0) continue;
    const std::string kind = name.substr(0, name.find_first_of("0123456789"));
    if (kind == "device") {
      out.devices.insert(name);
    } else if (kind == "buffer") {
      out.buffers.insert(name.substr(0, name.find('_')));
    } else if (kind == "stream") {
      out.streams.insert(name);
    } else if (kind == "fence") {
      out.fences.insert(name);
    } else if (kind == "host") {
      out.hosts.emplace(name, 1);
    } else {
      return false;
    }
  }
  return true;
}

// Arrays as large as what is read from or written to them.
void collect_sizes(const std::string& arguments, Variables& out) {
  static const std::regex copied(
      R"(end\((\w+), (\d+)\), (?:end\((\w+), (\d+)\), )?(?:(?:\d+), )?(\d+), (?:order|nullptr))");
  static const std::regex lent(R"((host\d+)\.data\(\), (\d+))");
  const auto grow = [&](const std::string& name, uint64_t size) {
    if (name.rfind("host", 0) == 0 && size <= kLargestArray)
      out.hosts[name] = std::max(out.hosts[name], size);
  };
  std::smatch found;
  if (std::regex_search(arguments, found, copied)) {
    const uint64_t size = std::stoull(found[5]);
    grow(found[1], std::stoull(found[2]) + size);
    if (found[3].matched) grow(found[3], std::stoull(found[4]) + size);
  }
  if (std::regex_search(arguments, found, lent)) grow(found[1], std::stoull(found[2]));
}

std::string statement_of(const std::string& line, Variables& variables) {
  static const std::regex written(R"(^write\(mapped, \d+\);$)");
  if (std::regex_match(line, written)) return line;
  std::smatch call;
  if (!std::regex_match(line, call, call_pattern()) || plain_calls().count(call[1]) == 0)
    return line.rfind("//", 0) == 0 ? line : "// " + line;
  Variables named = variables;
  if (!collect(call[2], named)) return "// " + line;
  variables = std::move(named);
  collect_sizes(call[2], variables);
  // Large numbers have no type without a suffix.
  static const std::regex large(R"(\b(\d{10,})\b)");
  const std::string plain = sdk::message("table->", call[1].str(), "(",
                                         std::regex_replace(call[2].str(), large, "$1u"), ")");
  return (returns_nothing(call[1]) ? plain : "say(" + plain + ")") + ";" + call[3].str();
}

std::string options_text(const mortise_options_t& options) {
  std::string text;
  for (uint64_t i = 0; i < options.count; ++i) {
    const mortise_attribute_t& item = options.items[i];
    const std::string start = sdk::message(text.empty() ? "" : ", ", "{\"", item.name, "\", ");
    if (item.kind == MORTISE_ATTRIBUTE_INT) {
      text += start + sdk::message("int64_t{", item.int_value, "}}");
    } else if (item.kind == MORTISE_ATTRIBUTE_FLOAT) {
      text += start + sdk::message("double{", item.float_value, "}}");
    } else if (item.kind == MORTISE_ATTRIBUTE_STRING) {
      text += start + sdk::message("\"", item.string_value, "\"}");
    }
  }
  return text.empty() ? "" : ", {" + text + "}";
}

std::string commented(const std::string& text) {
  std::istringstream lines(text);
  std::string line, result;
  while (std::getline(lines, line)) result += (line.rfind("//", 0) == 0 ? "" : "// ") + line + "\n";
  return result;
}

template <class Names>
std::string declarations(const char* type, const Names& names) {
  std::string text;
  for (const std::string& name : names)
    text += sdk::message("  ", type, "* ", name, " = nullptr;\n");
  return text;
}

std::string declarations_of(const Variables& variables) {
  std::string text = declarations("mortise_device_t", variables.devices);
  for (const std::string& name : variables.buffers)
    text += sdk::message("  mortise_buffer_t* ", name, " = nullptr;\n  void* ", name,
                         "_data = nullptr;\n");
  text += declarations("mortise_stream_t", variables.streams);
  text += declarations("mortise_fence_t", variables.fences);
  for (const auto& [name, size] : variables.hosts)
    text += sdk::message("  Bytes ", name, " = bytes(", size, ");\n");
  return text;
}

std::string shows(const Variables& variables) {
  std::string text;
  for (const auto& host : variables.hosts)
    text += sdk::message("  show(\"", host.first, "\", ", host.first, ");\n");
  return text;
}

// The program that a test has put into its trace, then what the test itself called; empty: there is none.
std::string whole_program(const std::string& trace) {
  const size_t main = trace.find("\nint main() {\n");
  if (main == std::string::npos) return {};
  const size_t begin = trace.rfind("#include <mortise/mortise.hpp>", main);
  const size_t end = trace.find("\n}\n", main);
  if (begin == std::string::npos || end == std::string::npos) return {};
  std::string calls = commented(trace.substr(end + 3));
  return trace.substr(begin, end + 3 - begin) +
         (calls.empty() ? "" : "\n// The test itself called:\n") + calls;
}

}  // namespace

std::string program_of(const Subject& subject, const std::string& reason,
                       const std::string& trace) {
  const std::string whole = whole_program(trace);
  if (!whole.empty()) return commented(reason) + whole;
  if (trace.find("table->") == std::string::npos || trace.rfind(Trace::kCut, 0) == 0) return trace;
  Variables variables;
  std::istringstream lines(trace);
  std::string line, statements;
  while (std::getline(lines, line)) statements += "  " + statement_of(line, variables) + "\n";
  return commented(reason) +
         "#include <mortise/sdk/reproduce.hpp>\n\n"
         "using namespace mortise::reproduce;\n\n"
         "int main() {\n" +
         sdk::message("  const Plugin instance(\"", subject.library_path(), "\"",
                      options_text(*subject.options()), ");\n") +
         "  mortise_plugin_t* const plugin = instance.get();\n"
         "  const mortise_device_interface_t* const table = instance.devices();\n"
         "  mortise_device_description_t description = {};\n"
         "  description.struct_size = sizeof(description);\n"
         "  uint64_t count = 0, value = 0;\n"
         "  void* mapped = nullptr;\n"
         "  static_cast<void>(count + value), static_cast<void>(mapped);\n" +
         declarations_of(variables) + statements + shows(variables) + "}\n";
}

}  // namespace mortise::conform
