// The format interface: a file into a graph, a graph into a file.
#ifndef MORTISE_SDK_FORMAT_HPP_
#define MORTISE_SDK_FORMAT_HPP_

#include <mortise/abi/format.h>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/plugin.hpp>

namespace mortise::sdk {

class FormatProvider {
 public:
  using Interface = FormatProvider;
  static constexpr uint32_t kInterface = MORTISE_INTERFACE_FORMAT;
  static constexpr uint64_t kFingerprint = MORTISE_ABI_FINGERPRINT_FORMAT;
  static constexpr const uint64_t* kOlderFingerprints = MORTISE_ABI_OLDER_FINGERPRINTS_FORMAT;
  explicit FormatProvider(PluginBase&) {}
  virtual ~FormatProvider() = default;

  /// Called while the plugin is being constructed. Both must be literals.
  void describe_format(std::string_view name, std::string_view summary) {
    description_ = {sizeof(description_), to_abi(name), to_abi(summary)};
  }
  /// Fills the empty graph. An error names the position in the file. Any thread.
  virtual void read(const std::string& path, Builder& builder) = 0;
  /// Replaces the file as a whole or not at all.
  virtual void write(const std::string&, const GraphReader&) {
    unsupported("the format ", description_.name, " can be read only");
  }

  static const mortise_format_interface_t* table() {
    static const mortise_format_interface_t functions = {
        sizeof(mortise_format_interface_t),
        [](mortise_plugin_t* p) -> const mortise_format_description_t* {
          return &self(p).description_;
        },
        [](mortise_plugin_t* p, mortise_string_t path, mortise_graph_t* graph,
           const mortise_graph_edit_t* edit) {
          return guard([&] {
            Builder builder(graph, edit);
            self(p).read(path_of(path), builder);
          });
        },
        [](mortise_plugin_t* p, mortise_string_t path, const mortise_graph_t* graph,
           const mortise_graph_view_t* view) {
          return guard([&] { self(p).write(path_of(path), GraphReader(graph, view)); });
        }};
    return &functions;
  }

 private:
  static FormatProvider& self(mortise_plugin_t* p) { return provider_of<FormatProvider>(p); }

  // The system's functions end a path at a zero byte: they would open another file than was named.
  static std::string path_of(mortise_string_t path) {
    std::string text(to_view(path));
    if (text.find('\0') != std::string::npos)
      invalid("the path \"", text.c_str(), "\" has a zero byte in it, which no file's path has");
    return text;
  }

  mortise_format_description_t description_{};
};

}  // namespace mortise::sdk

#endif  // MORTISE_SDK_FORMAT_HPP_
