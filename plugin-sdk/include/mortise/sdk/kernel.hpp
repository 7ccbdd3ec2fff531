// Kernels: a class with a constructor that analyses the node and a `run` that does the work.
//
//   class Softmax {
//    public:
//     Softmax(const Node& node, const KernelContext& context);  // throws sdk::Error when it cannot serve the node
//     void run(const Launch& launch) const;                     // any thread, any number at once
//     uint64_t workspace_size() const;                          // optional, bytes
//     static constexpr uint32_t kFlags = 0;                     // optional; MORTISE_KERNEL_RANGED when left out
//     // Optional: launches with strides, or with layouts of this owner, are taken instead of refused.
//     static constexpr bool kTakesStrides = true;
//     static constexpr std::string_view kLayoutOwner = "acme";
//     // Optional: constant inputs that launches do not look at (mortise_kernel_t), and how their content comes back.
//     uint64_t taken_inputs() const;  // bits
//     bool restores() const;
//     void restore(size_t input, void* destination, uint64_t size) const;
//   };
//
// make_kernel<Softmax>(node, context) turns one into the ABI's kernel.
#ifndef MORTISE_SDK_KERNEL_HPP_
#define MORTISE_SDK_KERNEL_HPP_

#include <mortise/abi/device.h>
#include <mortise/abi/plugin.h>
#include <mortise/sdk/node.hpp>

#include <memory>
#include <string_view>

namespace mortise::sdk {

/// What a kernel may use beside its node. Outlives the kernel.
struct KernelContext {
  const mortise_host_t* host = nullptr;
  mortise_device_t* device = nullptr;
};

class Launch {
 public:
  explicit Launch(const mortise_launch_t* launch) : launch_(launch) {}

  const mortise_launch_t* abi() const { return launch_; }
  size_t input_count() const { return static_cast<size_t>(launch_->input_count); }
  size_t output_count() const { return static_cast<size_t>(launch_->output_count); }
  bool has_input(size_t index) const {
    return index < launch_->input_count && launch_->inputs[index] != nullptr;
  }
  bool wants_output(size_t index) const {
    return index < launch_->output_count && launch_->outputs[index] != nullptr;
  }
  // Requires of all below: the input is there, the output is wanted.
  const mortise_tensor_view_t& input(size_t index) const { return *launch_->inputs[index]; }
  const mortise_tensor_view_t& output(size_t index) const { return *launch_->outputs[index]; }
  ShapeView input_shape(size_t index) const { return shape_of(input(index)); }
  ShapeView output_shape(size_t index) const { return shape_of(output(index)); }
  template <class T>
  const T* in(size_t index) const {
    return static_cast<const T*>(launch_->inputs[index]->data);
  }
  template <class T>
  T* out(size_t index) const {
    return static_cast<T*>(launch_->outputs[index]->data);
  }
  /// For outputs with bounded extents: the true one.
  void set_extent(size_t output, size_t dim, int64_t extent) const {
    launch_->outputs[output]->shape[dim] = extent;
  }
  template <class T>
  T* workspace() const {
    return static_cast<T*>(launch_->workspace);
  }
  /// Room for the bytes of strings that the kernel makes: valid as long as the outputs are. Any thread.
  char* string_bytes(uint64_t size) const {
    if (launch_->strings == nullptr)
      unsupported("this kernel makes strings; the launch has no memory for them");
    char* bytes = nullptr;
    check(launch_->strings->allocate(launch_->strings->self, size, &bytes));
    return bytes;
  }
  /// A copy of `text` that is valid as long as the outputs are.
  mortise_string_t make_string(std::string_view text) const {
    if (text.empty()) return {"", 0};
    char* bytes = string_bytes(text.size());
    text.copy(bytes, text.size());
    return {bytes, text.size()};
  }

 private:
  const mortise_launch_t* launch_;
};

/// Refuses a launch that, or a tensor or ordering of which, sets a member that these headers do not have. For kernels that
/// make_kernel does not make.
inline void check_launch(const mortise_launch_t* launch) {
  check_struct(launch, "mortise_launch_t");
  for (uint64_t i = 0; i < launch->input_count; ++i) {
    if (launch->inputs[i] != nullptr) check_struct(launch->inputs[i], "mortise_tensor_view_t");
  }
  for (uint64_t i = 0; i < launch->output_count; ++i) {
    if (launch->outputs[i] != nullptr) check_struct(launch->outputs[i], "mortise_tensor_view_t");
  }
  if (launch->ordering != nullptr) check_struct(launch->ordering, "mortise_ordering_t");
  if (launch->strings != nullptr) check_struct(launch->strings, "mortise_string_memory_t");
}

/// No strides, or those that row-major order has.
inline bool is_dense(const mortise_tensor_view_t& view) {
  if (view.strides == nullptr) return true;
  int64_t dense = 1;
  for (uint32_t axis = view.rank; axis-- > 0;) {
    if (view.shape[axis] > 1 && view.strides[axis] != dense) return view.byte_size == 0;
    dense *= view.shape[axis];
  }
  return true;
}

/// What a launch must have that a kernel for dense tensors can run. Every kernel takes strides and layouts or refuses them:
/// those of make_kernel do this by themselves, others call it. Throws UNSUPPORTED.
inline void check_dense(const mortise_launch_t* launch, bool takes_strides = false,
                        std::string_view layout_owner = {}) {
  const auto check = [&](const mortise_tensor_view_t* view, const char* what, uint64_t index) {
    if (view == nullptr) return;
    if (view->strides != nullptr && !takes_strides && !is_dense(*view)) {
      unsupported(what, index, " has strides ", ShapeView(view->strides, view->rank),
                  "; this kernel takes dense tensors only");
    }
    if (view->layout != nullptr && to_view(view->layout->owner) != layout_owner) {
      unsupported(what, index, " has a layout of ", view->layout->owner,
                  ", which this kernel does not know");
    }
  };
  for (uint64_t i = 0; i < launch->input_count; ++i) check(launch->inputs[i], "input ", i);
  for (uint64_t i = 0; i < launch->output_count; ++i) check(launch->outputs[i], "output ", i);
}

namespace detail {

template <class T, class = void>
inline constexpr bool kTakesStrides = false;
template <class T>
inline constexpr bool kTakesStrides<T, std::void_t<decltype(T::kTakesStrides)>> = T::kTakesStrides;
template <class T, class = void>
inline constexpr std::string_view kLayoutOwner = {};
template <class T>
inline constexpr std::string_view kLayoutOwner<T, std::void_t<decltype(T::kLayoutOwner)>> =
    T::kLayoutOwner;
template <class T, class = void>
inline constexpr bool kHasWorkspace = false;
template <class T>
inline constexpr bool kHasWorkspace<T, std::void_t<decltype(&T::workspace_size)>> = true;
template <class T, class = void>
inline constexpr bool kTakesInputs = false;
template <class T>
inline constexpr bool kTakesInputs<T, std::void_t<decltype(&T::taken_inputs)>> = true;
template <class T, class = void>
inline constexpr uint32_t kKernelFlags = MORTISE_KERNEL_RANGED;
template <class T>
inline constexpr uint32_t kKernelFlags<T, std::void_t<decltype(T::kFlags)>> = T::kFlags;

inline void check_synchronous(const mortise_launch_t* launch) {
  check_launch(launch);
  const mortise_ordering_t* ordering = launch->ordering;
  if (ordering != nullptr && ordering->wait_count + ordering->signal_count != 0)
    unsupported("this kernel runs on the calling thread and takes no fences");
}

/// `label` stands before the messages of a failing launch.
template <class T>
struct KernelObject : mortise_kernel_t {
  KernelObject(const Node& node, const KernelContext& context)
      : mortise_kernel_t{}, label(node.label()), body(node, context) {
    struct_size = sizeof(mortise_kernel_t);
    flags = kKernelFlags<T>;
    if constexpr (kHasWorkspace<T>) workspace_size = body.workspace_size();
    if constexpr (kTakesInputs<T>) take_inputs();
    launch = [](const mortise_kernel_t* self, const mortise_launch_t* arguments) {
      return static_cast<const KernelObject*>(self)->run(arguments);
    };
    release = [](mortise_kernel_t* self) { delete static_cast<KernelObject*>(self); };
  }

  void take_inputs() {
    taken_inputs = body.taken_inputs();
    if (!body.restores()) return;
    restore = [](const mortise_kernel_t* self, uint64_t input, void* destination, uint64_t size) {
      const auto* kernel = static_cast<const KernelObject*>(self);
      return guard([&] { kernel->body.restore(static_cast<size_t>(input), destination, size); });
    };
  }

  mortise_status_t* run(const mortise_launch_t* arguments) const noexcept {
    try {
      check_synchronous(arguments);
      check_dense(arguments, kTakesStrides<T>, kLayoutOwner<T>);
      body.run(Launch(arguments));
      return nullptr;
    } catch (...) {
      return failure();
    }
  }

  /// The status of the exception that is being handled, with the label before it.
  mortise_status_t* failure() const noexcept {
    return guard([&] {
      try {
        throw;
      } catch (const Error& error) {
        throw Error(error.code(), message(label, ": ", error.text()), error.flags());
      }
    });
  }

  std::string label;
  T body;
};

}  // namespace detail

/// Throws what T's constructor throws.
template <class T>
mortise_kernel_t* make_kernel(const Node& node, const KernelContext& context) {
  return new detail::KernelObject<T>(node, context);
}

}  // namespace mortise::sdk

#endif  // MORTISE_SDK_KERNEL_HPP_
