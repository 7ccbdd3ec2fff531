#include "plugin-sdk/conform/suites/operator_program.hpp"

#include <cmath>
#include <filesystem>

#include <nlohmann/json.hpp>

namespace mortise::conform {
namespace {

constexpr int64_t kMostLiterals = 16;

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

template <class T, class Text>
std::string list_of(const T* items, size_t count, const Text& text) {
  std::vector<std::string> parts;
  for (size_t i = 0; i < count; ++i) parts.push_back(text(items[i]));
  return "{" + joined(parts) + "}";
}

// Exact, and a number of the dtype's C++ type.
std::string double_text(double value) {
  if (std::isnan(value)) return "NAN";
  if (std::isinf(value)) return value < 0 ? "-INFINITY" : "INFINITY";
  char text[40];
  std::snprintf(text, sizeof(text), "%.17g", value);
  const std::string digits = text;
  return digits.find_first_of(".e") == std::string::npos ? digits + ".0" : digits;
}

std::string int_text(int64_t value) {
  return value == INT64_MIN ? "INT64_MIN" : std::to_string(value);
}

std::string in_quotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

// "MORTISE_DTYPE_FLOAT32"
std::string dtype_text(uint32_t dtype) {
  std::string name = sdk::dtype_name(dtype);
  for (char& letter : name) letter = static_cast<char>(std::toupper(letter));
  return "MORTISE_DTYPE_" + name;
}

template <class T>
std::string type_name() {
  if constexpr (std::is_same_v<T, float>) return "float";
  if constexpr (std::is_same_v<T, double>) return "double";
  if constexpr (std::is_same_v<T, sdk::float16>) return "sdk::float16";
  if constexpr (std::is_same_v<T, sdk::bfloat16>) return "sdk::bfloat16";
  if constexpr (std::is_same_v<T, sdk::bool8>) return "sdk::bool8";
  return std::string(std::is_signed_v<T> ? "int" : "uint") + std::to_string(sizeof(T) * 8) + "_t";
}

template <class T>
std::string element_text(T element) {
  const auto value = static_cast<sdk::Compute<T>>(element);
  std::string text;
  if constexpr (std::is_same_v<T, sdk::bool8>) {
    text = value ? "true" : "false";
  } else if constexpr (sdk::kIsFloat<T>) {
    text = double_text(static_cast<double>(value));
  } else if constexpr (std::is_signed_v<T>) {
    text = int_text(value);
  } else {
    text = std::to_string(value) + "u";
  }
  return type_name<T>() + "(" + text + ")";
}

// The statements that make `name` a container of the tensor's elements, and name_shape its shape.
std::string tensor_text(const std::string& name, const HostTensor& tensor) {
  std::string text = sdk::message(
      "  const Shape ", name,
      "_shape = ", list_of(tensor.shape.data(), tensor.shape.size(), &int_text), ";\n");
  if (tensor.origin && tensor.count() > kMostLiterals) {
    const std::string fill = fill_name(tensor.origin->fill);
    std::string name_of_fill = "k";
    bool upper = true;
    for (const char letter : fill) {
      if (letter != '_') name_of_fill += upper ? static_cast<char>(std::toupper(letter)) : letter;
      upper = letter == '_';
    }
    return text + sdk::message("  const auto ", name, " = sdk::random_elements(",
                               dtype_text(tensor.dtype), ", ", tensor.count(),
                               ", sdk::Fill::", name_of_fill, ", ", tensor.origin->seed, "u);\n");
  }
  if (!sdk::dtype_set(sdk::PlainTypes{}).contains(tensor.dtype)) {
    const auto byte = [](unsigned char value) { return std::to_string(value); };
    return text + "  const std::vector<unsigned char> " + name + " = " +
           list_of(tensor.bytes.data(), tensor.bytes.size(), byte) + ";\n";
  }
  sdk::visit_dtype(sdk::PlainTypes{}, tensor.dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    const auto* elements = reinterpret_cast<const T*>(tensor.bytes.data());
    text += "  const std::vector<" + type_name<T>() + "> " + name + " = " +
            list_of(elements, static_cast<size_t>(tensor.count()), &element_text<T>) + ";\n";
  });
  return text;
}

std::string view_text(const std::string& name, uint32_t dtype) {
  return sdk::message("sdk::host_view(", dtype_text(dtype), ", ", name, "_shape, ", name,
                      ".data())");
}

std::string value_text(const mortise_attribute_t& a) {
  const auto text_of = [](mortise_string_t text) { return in_quotes(sdk::to_view(text)); };
  switch (a.kind) {
    case MORTISE_ATTRIBUTE_INT: return "int64_t{" + int_text(a.int_value) + "}";
    case MORTISE_ATTRIBUTE_FLOAT: return double_text(a.float_value);
    case MORTISE_ATTRIBUTE_STRING: return text_of(a.string_value);
    case MORTISE_ATTRIBUTE_INTS:
      return "std::vector<int64_t>" + list_of(a.ints, a.count, &int_text);
    case MORTISE_ATTRIBUTE_FLOATS:
      return "std::vector<double>" + list_of(a.floats, a.count, &double_text);
    case MORTISE_ATTRIBUTE_STRINGS:
      return "std::vector<std::string>" + list_of(a.strings, a.count, text_of);
    default: return "&" + std::string(sdk::to_view(a.name));  // a view of that name
  }
}

class Program {
 public:
  Program(const Case& one, const std::vector<HostTensor>& inputs) : one_(one), inputs_(inputs) {
    for (const sdk::Attr& attribute : one.attributes) attributes_.push_back(attribute.abi());
  }

  std::string text(const std::string& config) const {
    return head() + declarations() + "  for (const char* config : {R\"(" + config +
           ")\",\n                             R\"({\"backends\": [{\"name\": \"reference\"}]})\"}) {\n" +
           graph() + run() + "  }\n}\n";
  }

 private:
  std::string head() const {
    return "// " + qualified_name(one_) + " " + one_.label +
           ": on the device, then on reference.\n"
           "#include <mortise/mortise.hpp>\n#include <mortise/sdk/graph.hpp>\n"
           "#include <mortise/sdk/random_elements.hpp>\n\n#include <cmath>\n#include <cstdio>\n\n"
           "using namespace mortise;\n\nint main() {\n";
  }

  std::string declarations() const {
    std::string text;
    for (size_t i = 0; i < inputs_.size(); ++i) {
      if (inputs_[i].dtype != MORTISE_DTYPE_UNDEFINED) text += tensor_text(name(i), inputs_[i]);
    }
    for (const mortise_attribute_t& attribute : attributes_) {
      if (attribute.kind != MORTISE_ATTRIBUTE_TENSOR) continue;
      const mortise_tensor_view_t& view = *attribute.tensor_value;
      const HostTensor tensor =
          tensor_of(view.dtype, sdk::shape_of(view).to_vector(), sdk::to_doubles(view));
      const std::string name = "value_of_" + std::string(sdk::to_view(attribute.name));
      text += tensor_text(name, tensor) + "  const auto " +
              std::string(sdk::to_view(attribute.name)) + " = " + view_text(name, tensor.dtype) +
              ";\n";
    }
    return text;
  }

  std::string graph() const {
    std::string text =
        "    RuntimeOptions options;\n    options.config_json = config;\n"
        "    const Runtime runtime(options);\n    const Graph graph(runtime);\n"
        "    sdk::Builder b(graph.get(), &Graph::edit());\n";
    std::vector<std::string> operands;
    for (size_t i = 0; i < inputs_.size(); ++i) operands.push_back(operand(i));
    std::vector<std::string> attributes;
    for (const mortise_attribute_t& a : attributes_)
      attributes.push_back("{" + in_quotes(sdk::to_view(a.name)) + ", " + value_text(a) + "}");
    text += sdk::message("    const auto outputs = b.nodes(", in_quotes(one_.op), ", {",
                         joined(operands), "}, ", one_.output_count, ", {", joined(attributes),
                         "}, ", in_quotes(one_.domain), ");\n");
    for (size_t i = 0; i < one_.output_count; ++i)
      text += sdk::message("    b.output(\"y", i, "\", outputs[", i, "]);\n");
    return text;
  }

  std::string operand(size_t i) const {
    const HostTensor& input = inputs_[i];
    if (input.dtype == MORTISE_DTYPE_UNDEFINED) return "MORTISE_NONE";
    if (one_.inputs[i].constant) return "b.constant(" + view_text(name(i), input.dtype) + ")";
    return sdk::message("b.input(", in_quotes(name(i)), ", sdk::tensor_type(",
                        dtype_text(input.dtype), ", ", name(i), "_shape))");
  }

  std::string run() const {
    std::vector<std::string> given;
    bool plain = true;
    for (size_t i = 0; i < inputs_.size(); ++i) {
      const uint32_t dtype = inputs_[i].dtype;
      if (dtype == MORTISE_DTYPE_UNDEFINED) continue;
      plain = plain && sdk::dtype_set(sdk::PlainTypes{}).contains(dtype);
      if (!one_.inputs[i].constant)
        given.push_back("{" + in_quotes(name(i)) + ", Tensor::wrap(" + view_text(name(i), dtype) +
                        ")}");
    }
    const std::string print =
        plain
            ? "      for (const double element : sdk::to_doubles(tensor.view())) std::printf(\" %.9g\", element);\n"
            : "      for (const std::byte byte : tensor.bytes()) std::printf(\" %02x\", static_cast<unsigned>(byte));\n";
    return "    const Session session(runtime, graph);\n"
           "    for (const auto& [name, tensor] : session.run({" +
           joined(given) +
           "})) {\n"
           "      std::printf(\"%s:\", name.c_str());\n" +
           print + "      std::puts(\"\");\n    }\n";
  }

  static std::string name(size_t i) { return "x" + std::to_string(i); }

  const Case& one_;
  const std::vector<HostTensor>& inputs_;
  std::vector<mortise_attribute_t> attributes_;
};

}  // namespace

std::string config_text(const Subject& subject, const std::string& kind) {
  nlohmann::json backend = {{"name", kind}};
  if (!subject.given_options().empty()) backend["options"] = subject.given_options();
  const std::string folder = std::filesystem::path(subject.manifest_path()).parent_path();
  // The device is tried on graphs as they are written.
  const nlohmann::json config = {{"plugins", {{"paths", {folder}}}},
                                 {"backends", {backend}},
                                 {"fallback", {"reference"}},
                                 {"optimise", false}};
  return config.dump();
}

std::string program_text(const std::string& config, const Case& one,
                         const std::vector<HostTensor>& inputs) {
  return Program(one, inputs).text(config);
}

}  // namespace mortise::conform
