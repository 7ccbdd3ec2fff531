// oneDNN under Mortise's rules: it runs on the calling thread alone (parallelism comes from the
// runtime's loops around it), takes scratch memory from the launch, and throws sdk::Error.
//
// Only .cpp files include this header.
#pragma once

#include <mortise/sdk/status.hpp>

#include <atomic>
#include <memory>
#include <vector>

#include <dnnl.hpp>

#include "backends/cpu/layout.hpp"
#include "backends/cpu/program.hpp"

namespace mortise::cpu::onednn {

using Desc = dnnl::memory::desc;
using Dims = dnnl::memory::dims;
using Tag = dnnl::memory::format_tag;
inline constexpr auto kFloat = dnnl::memory::data_type::f32;

/// While it lives, OpenMP regions that this thread opens have one thread. libgomp's own threads
/// would fight the runtime's pool for the cores.
class SingleThread {
 public:
  SingleThread();
  ~SingleThread();
  SingleThread(const SingleThread&) = delete;
  SingleThread& operator=(const SingleThread&) = delete;

 private:
  int saved_;
};

const dnnl::engine& engine();

/// [N, C, H, W] in the image's form.
Desc image_desc(const Image& image);

/// Adds a step to post-operations. Requires: can_append(step).
void append(dnnl::post_ops& operations, const Step& step);
bool can_append(const Step& step);
/// Whether a primitive computes all of these steps: oneDNN 2.6 gives every eltwise post-operation of one algorithm the
/// parameters of the first.
bool can_append_all(const std::vector<Step>& steps);
dnnl::primitive_attr attributes(const dnnl::post_ops& operations);

/// Calls body and gives what oneDNN throws as sdk::Error.
template <class Body>
decltype(auto) translate(Body&& body) {
  try {
    return body();
  } catch (const dnnl::error& error) {
    const bool memory = error.status == dnnl_out_of_memory;
    sdk::fail(memory ? MORTISE_STATUS_OUT_OF_MEMORY : MORTISE_STATUS_UNSUPPORTED,
              "oneDNN: ", error.message);
  }
}

/// A primitive that any number of threads may execute at once: each execution takes a set of
/// oneDNN's memory objects from a pool, so that nothing is shared and, once warm, nothing allocated.
class Primitive {
 public:
  struct Argument {
    int index;  // DNNL_ARG_…
    Desc desc;
  };

  /// `scratch` is the primitive's scratchpad; it becomes the last argument.
  Primitive(const dnnl::primitive& primitive, std::vector<Argument> arguments, const Desc& scratch);
  ~Primitive();
  Primitive(const Primitive&) = delete;
  Primitive& operator=(const Primitive&) = delete;

  uint64_t scratch_size() const { return scratch_size_; }
  /// `data` in the order of the arguments, the scratchpad last.
  void execute(void* const* data) const;

 private:
  struct Bindings;
  static constexpr size_t kSlots = 16;

  std::unique_ptr<Bindings> take() const;
  void give_back(std::unique_ptr<Bindings> bindings) const;

  dnnl::primitive primitive_;
  std::vector<Argument> arguments_;
  uint64_t scratch_size_;
  mutable std::atomic<Bindings*> slots_[kSlots] = {};
};

}  // namespace mortise::cpu::onednn
