// `mortise new`: a plugin's project, copied from the template of its kind under another name. Templates are in C++, in a
// folder named after the kind, or in C, in one that ends in _c.
#include <mortise/mortise.hpp>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <memory>

#include <nlohmann/json.hpp>

#include "tools/common/file.hpp"
#include "tools/mortise/command.hpp"
#include "tools/mortise/output.hpp"

namespace mortise::cli {
namespace {

namespace fs = std::filesystem;

// The templates are projects that build as they stand, under this name.
constexpr const char* kTemplateName = "acme";
constexpr const char* kTemplatePrefix = "/path/to/mortise";
constexpr const char* kSuffixOfC = "_c";
constexpr size_t kLongestName = 64;

// A name becomes a namespace, a target and a file; these would not compile, or meet what is there.
constexpr std::string_view kTaken[] = {
    "alignas", "alignof", "and", "asm", "auto", "bitand", "bitor", "bool", "break", "case", "catch",
    "char", "class", "compl", "concept", "const", "consteval", "constexpr", "constinit", "continue",
    "decltype", "default", "delete", "do", "double", "else", "enum", "explicit", "export", "extern",
    "false", "final", "float", "for", "friend", "goto", "if", "inline", "int", "long", "main",
    "mutable", "namespace", "new", "noexcept", "not", "nullptr", "operator", "or", "override",
    "private", "protected", "public", "register", "requires", "restrict", "return", "short",
    "signed", "sizeof", "static", "std", "struct", "switch", "template", "this", "throw", "true",
    "try", "typedef", "typeid", "typename", "union", "unsigned", "using", "virtual", "void",
    "volatile", "while", "xor",
    // CMake's own targets, and Mortise's.
    "all", "clean", "help", "install", "package", "test", "mortise"};

struct Flags {
  std::string kind;
  std::string name;
  std::string language = "c++";
  std::string directory;
  std::string templates;
  bool json = false;
};

[[noreturn]] void refuse(const std::string& what) {
  throw Error(MORTISE_STATUS_INVALID_ARGUMENT, what);
}

fs::path install_prefix() { return fs::read_symlink("/proc/self/exe").parent_path().parent_path(); }

void check_name(const std::string& name) {
  const bool plain = std::all_of(name.begin(), name.end(), [](unsigned char letter) {
    return std::islower(letter) != 0 || std::isdigit(letter) != 0 || letter == '_';
  });
  if (!plain || name.empty() || name.size() > kLongestName ||
      std::islower(static_cast<unsigned char>(name.front())) == 0) {
    refuse("`" + name +
           "` cannot be a plugin's name: use lower-case letters, digits and _, a letter first");
  }
  if (std::find(std::begin(kTaken), std::end(kTaken), name) != std::end(kTaken)) {
    refuse("`" + name +
           "` cannot be a plugin's name: it has a meaning in C, in C++ or in CMake already");
  }
  const fs::path manifest = install_prefix() / "lib/mortise/plugins" / (name + ".mortise.json");
  std::error_code error;
  if (fs::exists(manifest, error))
    refuse("`" + name + "` is a plugin of Mortise's own: two of one name are both refused");
}

// The kinds that have a template in the language.
std::vector<std::string> kinds_in(const fs::path& templates, const std::string& language) {
  std::vector<std::string> kinds;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(templates, error)) {
    const std::string folder = entry.path().filename().string();
    const bool in_c = folder.ends_with(kSuffixOfC);
    if (!entry.is_directory() || in_c != (language == "c")) continue;
    kinds.push_back(in_c ? folder.substr(0, folder.size() - std::string(kSuffixOfC).size())
                         : folder);
  }
  std::sort(kinds.begin(), kinds.end());
  return kinds;
}

fs::path find_template(const Flags& flags) {
  const fs::path templates = flags.templates.empty() ? install_prefix() / "share/mortise/templates"
                                                     : fs::path(flags.templates);
  const std::vector<std::string> kinds = kinds_in(templates, flags.language);
  if (kinds.empty()) {
    throw Error(
        MORTISE_STATUS_UNAVAILABLE,
        "there are no templates in " + templates.string() +
            "\nremedy: install Mortise's PluginSdk component, or name their folder with --templates");
  }
  if (std::find(kinds.begin(), kinds.end(), flags.kind) == kinds.end()) {
    refuse("there is no template for `" + flags.kind + "` in " +
           (flags.language == "c" ? "C" : "C++") + "; there are: " + join(kinds, ", "));
  }
  return templates / (flags.kind + (flags.language == "c" ? kSuffixOfC : ""));
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

std::string capitalised(std::string name) {
  name.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
  return name;
}

std::string in_capitals(std::string name) {
  for (char& letter : name)
    letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
  return name;
}

std::string personalised(std::string text, const std::string& name) {
  replace_all(text, kTemplateName, name);
  replace_all(text, capitalised(kTemplateName), capitalised(name));
  replace_all(text, in_capitals(kTemplateName), in_capitals(name));
  replace_all(text, kTemplatePrefix, install_prefix().string());
  return text;
}

/// The files written, relative to the folder.
std::vector<std::string> write_project(const Flags& flags, const fs::path& source,
                                       const fs::path& target) {
  std::error_code error;
  if (fs::exists(target, error) && !fs::is_empty(target, error))
    refuse(target.string() + " exists and is not empty; choose another folder with --directory");
  std::vector<std::string> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(source)) {
    if (!entry.is_regular_file()) continue;
    const std::string file =
        personalised(entry.path().lexically_relative(source).string(), flags.name);
    const fs::path path = target / file;
    fs::create_directories(path.parent_path(), error);
    if (error) {
      throw Error(MORTISE_STATUS_FAILED_PRECONDITION,
                  path.parent_path().string() + ": cannot be made: " + error.message());
    }
    tools::write_file(path.string(),
                      personalised(tools::read_file(entry.path().string()), flags.name));
    files.push_back(file);
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// As a shell takes it for one word.
std::string shell_word(const std::string& text) {
  const bool plain = std::all_of(text.begin(), text.end(), [](unsigned char letter) {
    return std::isalnum(letter) != 0 ||
           std::string_view("_-+./=:@%").find(static_cast<char>(letter)) != std::string_view::npos;
  });
  if (plain && !text.empty()) return text;
  std::string word = "'";
  for (const char letter : text)
    word += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return word + "'";
}

void make_project(const Flags& flags) {
  check_name(flags.name);
  const fs::path source = find_template(flags);
  const fs::path target =
      flags.directory.empty() ? fs::path(flags.name) : fs::path(flags.directory);
  const std::vector<std::string> files = write_project(flags, source, target);
  if (flags.json) {
    print_json({{"kind", flags.kind},
                {"language", flags.language},
                {"name", flags.name},
                {"directory", target.string()},
                {"files", files}});
    return;
  }
  const std::string folder = shell_word(target.string());
  const std::string plugins = shell_word((fs::absolute(target) / "build/plugins").string());
  print("made " + folder + ": " + join(files, ", ") + "\n\nnext:\n" + "  cmake -S " + folder +
        " -B " + folder + "/build -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_PREFIX_PATH=" +
        shell_word(install_prefix().string()) + "\n  cmake --build " + folder +
        "/build\n  mortise plugins --probe --plugin-path " + plugins + "\n" + "then read " +
        folder + "/README.md\n");
}

}  // namespace

void add_new(CLI::App& app) {
  CLI::App* command = app.add_subcommand("new", "Start a plugin's project from a template");
  auto flags = std::make_shared<Flags>();
  command->add_option("KIND", flags->kind, "backend, operator, pass, format or communicator")
      ->required();
  command->add_option("NAME", flags->name, "the plugin's name: lower-case letters, digits and _")
      ->required();
  command
      ->add_option("--language", flags->language,
                   "what the project is written in; a backend can also be in plain C")
      ->check(CLI::IsMember({"c++", "c"}))
      ->capture_default_str();
  command
      ->add_option("--directory", flags->directory, "where to; a folder of that name unless given")
      ->type_name("DIR");
  command
      ->add_option("--templates", flags->templates,
                   "the folder with the templates, a folder for each kind")
      ->type_name("DIR");
  add_json_flag(*command, flags->json);
  command->callback([flags] { make_project(*flags); });
}

}  // namespace mortise::cli
