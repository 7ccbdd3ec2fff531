#include "core/config/reader.hpp"

#include <algorithm>
#include <set>

#include "core/base/text.hpp"

namespace mortise::config {
namespace {

// Brackets are counted before the parser sees the text: what walks the document later recurses.
size_t offset_of_excess_depth(std::string_view text) {
  size_t depth = 0;
  bool in_string = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kMaxDocumentDepth) return i;
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return std::string_view::npos;
}

// "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error …" without what is said elsewhere.
std::string_view reason(std::string_view what) {
  for (std::string_view mark : {": ", "] "}) {
    const size_t at = what.find(mark);
    if (at != std::string_view::npos) return what.substr(at + mark.size());
  }
  return what;
}

}  // namespace

Path path_of(const Place& place) {
  Path path;
  for (const Place* p = &place; p->parent != nullptr; p = p->parent) path.push_back(p->step);
  std::reverse(path.begin(), path.end());
  return path;
}

std::string describe(const Json& value) {
  if (value.is_object()) return "an object";
  if (value.is_array()) return "an array";
  std::string text = value.dump(-1, ' ', true, Json::error_handler_t::replace);
  if (text.size() > 40) text = text.substr(0, 40) + "…";
  return concat({"`", text, "`"});
}

Result<Reader> Reader::parse(std::string_view text, std::string_view source_name, size_t limit) {
  Reader reader(text, source_name);
  if (text.size() > limit) {
    return invalid_argument(
        concat({source_name, ": longer than the limit of ", std::to_string(limit >> 20), " MiB"}));
  }
  const size_t too_deep = offset_of_excess_depth(text);
  if (too_deep != std::string_view::npos) {
    reader.fail_at(too_deep, {},
                   concat({"nested deeper than ", std::to_string(kMaxDocumentDepth), " levels"}));
    return reader.take_error();
  }
  try {
    reader.root_ = Json::parse(text);
  } catch (const Json::parse_error& error) {
    reader.fail_at(error.byte > 0 ? error.byte - 1 : 0, {},
                   concat({"not valid JSON: ", reason(error.what())}));
    return reader.take_error();
  } catch (const Json::exception& error) {
    reader.fail_at(0, {}, concat({"not valid JSON: ", reason(error.what())}));
    return reader.take_error();
  }
  // nlohmann/json keeps the last of two equal keys without a word.
  if (const auto duplicate = find_duplicate_key(text)) {
    reader.fail_at(duplicate->offset, duplicate->path,
                   "this key is already in the same object; keep one of the two");
    return reader.take_error();
  }
  return reader;
}

void Reader::fail_at(size_t offset, const Path& path, std::string_view message) {
  if (!error_.ok()) return;
  std::string where = source_name_;
  if (with_positions_) {
    const Position position = position_at(text_, offset);
    where = concat(
        {source_name_, ":", std::to_string(position.line), ":", std::to_string(position.column)});
  }
  const std::string pointer = to_pointer(path);
  error_ = invalid_argument(concat({where, ": ", pointer, pointer.empty() ? "" : ": ", message}));
}

void Reader::fail(const Place& place, std::string_view message) {
  if (!error_.ok()) return;
  const Path path = path_of(place);
  fail_at(find_value(text_, path), path, message);
}

void Reader::fail_key(const Place& object, const std::string& key, std::string_view message) {
  if (!error_.ok()) return;
  Path path = path_of(object);
  path.push_back(key);
  fail_at(find_key(text_, path), path, message);
}

bool Reader::object(const Place& place, Keys keys) {
  if (!place.value->is_object()) {
    fail(place, concat({"must be an object, not ", describe(*place.value)}));
    return false;
  }
  const std::vector<std::string_view> known(keys.begin(), keys.end());
  for (const auto& [key, value] : place.value->items()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    fail_key(
        place, key,
        concat({"unknown key", did_you_mean(key, known), " (allowed here: ", join(known), ")"}));
    return false;
  }
  return true;
}

bool Reader::member(const Place& object, std::string_view key, Place& out) const {
  if (!object.value->is_object()) return false;
  const auto found = object.value->find(key);
  if (found == object.value->end()) return false;
  out = {&*found, &object, std::string(key)};
  return true;
}

bool Reader::required(const Place& object, std::string_view key, Place& out) {
  if (member(object, key, out)) return true;
  fail(object, concat({"the key `", key, "` is missing"}));
  return false;
}

void Reader::each_item(const Place& place, const std::function<void(const Place&)>& visit) {
  if (!place.value->is_array())
    return fail(place, concat({"must be an array, not ", describe(*place.value)}));
  size_t index = 0;
  for (const Json& item : *place.value) visit({&item, &place, std::to_string(index++)});
}

void Reader::each_member(const Place& place, const std::function<void(const Place&)>& visit) {
  if (!place.value->is_object())
    return fail(place, concat({"must be an object, not ", describe(*place.value)}));
  for (const auto& [key, value] : place.value->items()) visit({&value, &place, key});
}

bool Reader::read(const Place& place, std::string& out) {
  if (!place.value->is_string()) {
    fail(place, concat({"must be a string, not ", describe(*place.value)}));
    return false;
  }
  const auto& text = place.value->get_ref<const std::string&>();
  const bool printable =
      std::none_of(text.begin(), text.end(), [](char c) { return c >= 0 && c < ' '; });
  if (text.empty() || !printable) {
    fail(place, text.empty() ? "must not be empty" : "must not have control characters");
    return false;
  }
  out = text;
  return true;
}

bool Reader::read(const Place& place, bool& out) {
  if (!place.value->is_boolean()) {
    fail(place, concat({"must be true or false, not ", describe(*place.value)}));
    return false;
  }
  out = place.value->get<bool>();
  return true;
}

bool Reader::read(const Place& place, uint64_t& out, uint64_t minimum, uint64_t maximum) {
  const bool in_range = place.value->is_number_unsigned() &&
                        place.value->get<uint64_t>() >= minimum &&
                        place.value->get<uint64_t>() <= maximum;
  if (!in_range) {
    fail(place, concat({"must be an integer from ", std::to_string(minimum), " to ",
                        std::to_string(maximum), ", not ", describe(*place.value)}));
    return false;
  }
  out = place.value->get<uint64_t>();
  return true;
}

bool Reader::read_choice(const Place& place, const std::vector<std::string_view>& choices,
                         std::string& out) {
  std::string word;
  if (!read(place, word)) return false;
  if (std::find(choices.begin(), choices.end(), word) == choices.end()) {
    fail(place,
         concat({"`", word, "` is not one of ", join(choices), did_you_mean(word, choices)}));
    return false;
  }
  out = std::move(word);
  return true;
}

void Reader::read_names(const Place& place, std::vector<std::string>& out) {
  out.clear();
  std::set<std::string> seen;
  each_item(place, [&](const Place& item) {
    std::string name;
    if (!read(item, name)) return;
    if (!seen.insert(name).second) return fail(item, concat({"`", name, "` is given twice"}));
    out.push_back(std::move(name));
  });
}

}  // namespace mortise::config
