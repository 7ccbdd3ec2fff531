#include "tools/mortise/input_spec.hpp"

#include <mortise/mortise.hpp>

#include <array>
#include <charconv>

#include "tools/common/array.hpp"

namespace mortise::cli {
namespace {

struct Extension {
  std::string_view name;
  InputSpec::Kind kind;
};
constexpr std::array kExtensions = {
    Extension{".npy", InputSpec::Kind::kNpy},   Extension{".raw", InputSpec::Kind::kRaw},
    Extension{".bin", InputSpec::Kind::kRaw},   Extension{".png", InputSpec::Kind::kImage},
    Extension{".jpg", InputSpec::Kind::kImage}, Extension{".jpeg", InputSpec::Kind::kImage},
    Extension{".bmp", InputSpec::Kind::kImage},
};

[[noreturn]] void fail(const std::string& message) {
  throw Error(MORTISE_STATUS_INVALID_ARGUMENT, message);
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  size_t begin = 0;
  for (size_t end = text.find(separator); end != std::string::npos;
       end = text.find(separator, begin)) {
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  parts.push_back(text.substr(begin));
  return parts;
}

std::pair<double, double> parse_range(const std::string& text) {
  const size_t dots = text.find("..");
  const auto parse = [&text](std::string_view part) {
    double value = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (error != std::errc() || end != part.data() + part.size()) {
      fail("`" + text + "` is not a range; write LOW..HIGH, for example 0..255");
    }
    return value;
  };
  const std::string_view view(text);
  const std::pair range(parse(view.substr(0, dots)), parse(view.substr(dots + 2)));
  if (!(range.first <= range.second)) fail("the range " + text + " is empty");
  return range;
}

/// "random:1x3:0..1" and "zeros:4", whose first part is already known.
InputSpec parse_generated(InputSpec::Kind kind, const std::string& text) {
  InputSpec spec;
  spec.kind = kind;
  const std::vector<std::string> parts = split(text, ':');
  for (size_t index = 1; index < parts.size(); ++index) {
    if (kind == InputSpec::Kind::kRandom && !spec.range &&
        parts[index].find("..") != std::string::npos) {
      spec.range = parse_range(parts[index]);
    } else if (!spec.shape && !spec.range) {
      spec.shape = tools::parse_shape(parts[index]);
    } else {
      fail("`" + text + "`: write " +
           (kind == InputSpec::Kind::kRandom ? "random[:SHAPE][:LOW..HIGH]" : "zeros[:SHAPE]"));
    }
  }
  return spec;
}

/// Where the file's name ends: the first known extension before a colon or the end. A name may hold colons.
std::optional<std::pair<size_t, InputSpec::Kind>> find_extension(const std::string& text) {
  for (size_t end = 1; end <= text.size(); ++end) {
    if (end < text.size() && text[end] != ':') continue;
    for (const Extension& extension : kExtensions) {
      if (end > extension.name.size() &&
          text.compare(end - extension.name.size(), extension.name.size(), extension.name) == 0) {
        return std::pair(end, extension.kind);
      }
    }
  }
  return std::nullopt;
}

std::string list(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

}  // namespace

InputSpec parse_input_spec(const std::string& text) {
  const std::string first = text.substr(0, text.find(':'));
  if (first == "random") return parse_generated(InputSpec::Kind::kRandom, text);
  if (first == "zeros") return parse_generated(InputSpec::Kind::kZeros, text);

  const auto extension = find_extension(text);
  if (!extension) {
    fail("`" + text +
         "` is no input; give a file (.npy, .raw, .bin, .png, .jpg, .bmp), random or zeros");
  }
  InputSpec spec;
  spec.kind = extension->second;
  spec.path = text.substr(0, extension->first);
  const std::string rest = extension->first < text.size() ? text.substr(extension->first + 1) : "";
  if (spec.kind == InputSpec::Kind::kImage) {
    spec.image_options = rest;
  } else if (spec.kind == InputSpec::Kind::kRaw && !rest.empty()) {
    const std::vector<std::string> parts = split(rest, ':');
    spec.dtype = parts[0];
    if (parts.size() > 1) spec.shape = tools::parse_shape(parts[1]);
    if (parts.size() > 2) fail("`" + text + "`: write FILE.raw[:DTYPE[:SHAPE]]");
  } else if (!rest.empty()) {
    fail("`" + text + "`: a .npy file says its dtype and shape itself; remove `:" + rest + "`");
  }
  return spec;
}

std::pair<std::string, std::string> split_name(const std::string& text,
                                               const std::vector<std::string>& names,
                                               const std::string& option) {
  const std::string* best = nullptr;
  for (const std::string& name : names) {
    const bool fits = text.size() > name.size() && text.compare(0, name.size(), name) == 0 &&
                      text[name.size()] == '=';
    if (fits && (best == nullptr || name.size() > best->size())) best = &name;
  }
  if (best != nullptr) return {*best, text.substr(best->size() + 1)};
  // An image's options hold `=` too, but after a colon.
  const size_t equals = text.find('=');
  if (equals < text.find(':')) {
    fail(option + " " + text + ": the model has no `" + text.substr(0, equals) + "`; it has " +
         list(names));
  }
  if (names.size() == 1) return {names[0], text};
  fail(option + " " + text + ": say which of " + list(names) + " is meant: NAME=" + text);
}

}  // namespace mortise::cli
