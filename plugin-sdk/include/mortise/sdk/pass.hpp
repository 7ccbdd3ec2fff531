// The pass interface: each pass is a class with a name and a run.
#ifndef MORTISE_SDK_PASS_HPP_
#define MORTISE_SDK_PASS_HPP_

#include <mortise/abi/pass.h>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/plugin.hpp>

#include <memory>

namespace mortise::sdk {

/// What a pass works on. Borrowed for the call.
struct PassContext {
  mortise_graph_t* graph;
  GraphReader reader;
  Builder builder;
  Attributes options;
  /// How graphs are read: bodies too, in a reader of their own.
  const mortise_graph_view_t* view;
};

class Pass {
 public:
  virtual ~Pass() = default;
  /// As configs name it. Name and summary must be literals.
  virtual std::string_view name() const = 0;
  virtual std::string_view summary() const = 0;
  virtual uint32_t flags() const { return 0; }  // MORTISE_PASS_…
  /// True when the graph was changed. Any thread; one graph at a time.
  virtual bool run(PassContext& context) const = 0;
};

class PassProvider {
 public:
  using Interface = PassProvider;
  static constexpr uint32_t kInterface = MORTISE_INTERFACE_PASS;
  static constexpr uint64_t kFingerprint = MORTISE_ABI_FINGERPRINT_PASS;
  static constexpr const uint64_t* kOlderFingerprints = MORTISE_ABI_OLDER_FINGERPRINTS_PASS;
  explicit PassProvider(PluginBase&) {}

  /// Called while the plugin is being constructed.
  void add_pass(std::unique_ptr<Pass> pass) {
    descriptions_.push_back({sizeof(mortise_pass_description_t), to_abi(pass->name()),
                             to_abi(pass->summary()), pass->flags(), 0});
    passes_.push_back(std::move(pass));
  }

  static const mortise_pass_interface_t* table() {
    static const mortise_pass_interface_t functions = {
        sizeof(mortise_pass_interface_t),
        [](mortise_plugin_t* p) -> uint64_t { return self(p).passes_.size(); },
        [](mortise_plugin_t* p, uint64_t i) -> const mortise_pass_description_t* {
          return i < self(p).descriptions_.size() ? &self(p).descriptions_[i] : nullptr;
        },
        [](mortise_plugin_t* p, uint64_t i, const mortise_pass_context_t* context,
           uint32_t* out_changed) {
          return guard([&] { *out_changed = self(p).run(i, context) ? 1 : 0; });
        }};
    return &functions;
  }

 private:
  static PassProvider& self(mortise_plugin_t* p) { return provider_of<PassProvider>(p); }
  bool run(uint64_t index, const mortise_pass_context_t* abi) const {
    check_struct(abi, "mortise_pass_context_t");
    if (index >= passes_.size()) invalid("there is no pass ", index);
    PassContext context{abi->graph, GraphReader(abi->graph, abi->view),
                        Builder(abi->graph, abi->edit), Attributes(abi->options), abi->view};
    return passes_[index]->run(context);
  }

  std::vector<std::unique_ptr<Pass>> passes_;
  std::vector<mortise_pass_description_t> descriptions_;
};

}  // namespace mortise::sdk

#endif  // MORTISE_SDK_PASS_HPP_
