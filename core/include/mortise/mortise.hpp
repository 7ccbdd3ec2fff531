// Mortise for C++17: mortise.h with owners for its handles, exceptions for its statuses, and tensors by name.
//
//   mortise::Runtime runtime = mortise::Runtime::from_config("config.json");
//   mortise::Session session = mortise::Session::load(runtime, "model.onnx");
//   mortise::Tensor input = mortise::Tensor::from(std::vector<float>{1, 2, 3}, {1, 3});
//   mortise::Tensors outputs = session.run({{"x", input}});
//   for (float value : outputs.at("y").data<float>()) …
//
// Every call that can fail throws mortise::Error. Owners are movable; a Tensor is also copyable and then shares its
// elements. What mortise.h says of threads and lifetimes holds here too. `get()` lends a handle to the C functions.
#ifndef MORTISE_MORTISE_HPP_
#define MORTISE_MORTISE_HPP_

#include <mortise/mortise.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace mortise {

/// A status that was not success.
class Error : public std::runtime_error {
 public:
  Error(uint32_t code, const std::string& message, uint32_t flags = 0)
      : std::runtime_error(message), code_(code), flags_(flags) {}

  uint32_t code() const noexcept { return code_; }    // MORTISE_STATUS_…
  uint32_t flags() const noexcept { return flags_; }  // MORTISE_STATUS_FLAG_…
  bool retryable() const noexcept { return (flags_ & MORTISE_STATUS_FLAG_RETRYABLE) != 0; }

 private:
  uint32_t code_;
  uint32_t flags_;
};

/// Throws `status`, which it owns, unless it is success.
inline void check(mortise_status_t* status) {
  if (status == nullptr) return;
  const std::unique_ptr<mortise_status_t, void (*)(mortise_status_t*)> owner(
      status, mortise_status_release);
  throw Error(status->code, std::string(status->message.data, status->message.size), status->flags);
}

namespace detail {

template <auto release>
struct Releaser {
  template <class T>
  void operator()(T* handle) const noexcept {
    release(handle);
  }
};

template <class T, auto release>
using Handle = std::unique_ptr<T, Releaser<release>>;

inline mortise_string_t to_abi(std::string_view text) { return {text.data(), text.size()}; }
inline std::string to_string(mortise_string_t text) {
  return text.size == 0 ? std::string() : std::string(text.data, text.size);
}

/// The text that `call(mortise_text_t**)` makes.
template <class Call>
std::string text_of(const Call& call) {
  mortise_text_t* text = nullptr;
  check(call(&text));
  const Handle<mortise_text_t, mortise_text_release> owner(text);
  return to_string(mortise_text_get(text));
}

inline std::vector<mortise_string_t> to_abi(const std::vector<std::string>& texts) {
  std::vector<mortise_string_t> strings;
  for (const std::string& text : texts) strings.push_back(to_abi(text));
  return strings;
}

}  // namespace detail

/// What is wrong with a plugin's library or manifest, as JSON (mortise_plugin_examine). Loads nothing.
inline std::string examine_plugin(std::string_view path) {
  return detail::text_of(
      [&](mortise_text_t** out) { return mortise_plugin_examine(detail::to_abi(path), out); });
}

/// "0.1.0"
inline std::string version() { return detail::to_string(mortise_version()); }

/// The dtype whose elements have the C++ type T. The narrow floats have none: see Tensor::to_float32.
template <class T>
constexpr uint32_t dtype_of() {
  using Element = std::remove_cv_t<T>;
  if constexpr (std::is_same_v<Element, float>) return MORTISE_DTYPE_FLOAT32;
  if constexpr (std::is_same_v<Element, double>) return MORTISE_DTYPE_FLOAT64;
  if constexpr (std::is_same_v<Element, bool>) return MORTISE_DTYPE_BOOL;
  if constexpr (std::is_same_v<Element, int8_t>) return MORTISE_DTYPE_INT8;
  if constexpr (std::is_same_v<Element, int16_t>) return MORTISE_DTYPE_INT16;
  if constexpr (std::is_same_v<Element, int32_t>) return MORTISE_DTYPE_INT32;
  if constexpr (std::is_same_v<Element, int64_t>) return MORTISE_DTYPE_INT64;
  if constexpr (std::is_same_v<Element, uint8_t>) return MORTISE_DTYPE_UINT8;
  if constexpr (std::is_same_v<Element, uint16_t>) return MORTISE_DTYPE_UINT16;
  if constexpr (std::is_same_v<Element, uint32_t>) return MORTISE_DTYPE_UINT32;
  if constexpr (std::is_same_v<Element, uint64_t>) return MORTISE_DTYPE_UINT64;
  if constexpr (std::is_same_v<Element, mortise_string_t>) return MORTISE_DTYPE_STRING;
  return MORTISE_DTYPE_UNDEFINED;
}

/// "float32"; "dtype 77" when unknown.
inline std::string dtype_name(uint32_t dtype) {
  const mortise_dtype_info_t* info = mortise_dtype_get_info(dtype);
  return info != nullptr ? detail::to_string(info->name) : "dtype " + std::to_string(dtype);
}

/// MORTISE_DTYPE_UNDEFINED when unknown.
inline uint32_t dtype_by_name(std::string_view name) {
  return mortise_dtype_by_name(detail::to_abi(name));
}

using Shape = std::vector<int64_t>;

/// Elements in a row; borrowed.
template <class T>
class Span {
 public:
  Span() = default;
  Span(T* data, size_t size) : data_(data), size_(size) {}

  T* data() const { return data_; }
  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T* begin() const { return data_; }
  T* end() const { return data_ + size_; }
  T& operator[](size_t index) const { return data_[index]; }

 private:
  T* data_ = nullptr;
  size_t size_ = 0;
};

/// What a runtime is made of. Empty members mean the defaults.
struct RuntimeOptions {
  std::string config_path;                 // a JSON file
  std::string config_json;                 // or its text; not both
  std::vector<std::string> plugin_paths;   // folders searched before all others
  const mortise_hooks_t* hooks = nullptr;  // copied
};

/// A configuration, the plugins that were found, and the devices that the configuration names.
class Runtime {
 public:
  explicit Runtime(const RuntimeOptions& options = {}) {
    const std::vector<mortise_string_t> paths = detail::to_abi(options.plugin_paths);
    mortise_runtime_options_t c_options = {};
    c_options.struct_size = sizeof(c_options);
    c_options.config_path = detail::to_abi(options.config_path);
    c_options.config_json = detail::to_abi(options.config_json);
    c_options.plugin_path_count = paths.size();
    c_options.plugin_paths = paths.data();
    c_options.hooks = options.hooks;
    mortise_runtime_t* handle = nullptr;
    check(mortise_runtime_create(&c_options, &handle));
    handle_.reset(handle);
  }
  static Runtime from_config(std::string_view path) {
    RuntimeOptions options;
    options.config_path = path;
    return Runtime(options);
  }

  /// JSON, as mortise.h describes it.
  std::string plugins(bool probe = false) const {
    return detail::text_of(
        [&](mortise_text_t** out) { return mortise_runtime_plugins(get(), probe ? 1 : 0, out); });
  }
  void load_plugin(std::string_view id) const {
    check(mortise_runtime_plugin_load(get(), detail::to_abi(id)));
  }
  std::string devices() const {
    return detail::text_of(
        [&](mortise_text_t** out) { return mortise_runtime_devices(get(), out); });
  }
  std::string config() const {
    return detail::text_of(
        [&](mortise_text_t** out) { return mortise_runtime_config(get(), out); });
  }

  mortise_runtime_t* get() const { return handle_.get(); }

 private:
  detail::Handle<mortise_runtime_t, mortise_runtime_release> handle_;
};

/// Host memory with a dtype and a shape; or a sequence or an optional of such. Copies share the elements.
class Tensor {
 public:
  /// No tensor, as null; only to be assigned to.
  Tensor() = default;
  /// Takes ownership of a reference that a C function returned.
  explicit Tensor(mortise_tensor_t* taken) : handle_(taken) {}
  /// Zeros, in the runtime's tensor memory.
  Tensor(const Runtime& runtime, uint32_t dtype, const Shape& shape) {
    mortise_tensor_t* handle = nullptr;
    check(mortise_tensor_create(runtime.get(), dtype, static_cast<uint32_t>(shape.size()),
                                shape.data(), &handle));
    handle_.reset(handle);
  }
  Tensor(const Tensor& other) : handle_(other.get()) {
    if (handle_) mortise_tensor_retain(get());
  }
  Tensor& operator=(const Tensor& other) { return *this = Tensor(other); }
  Tensor(Tensor&&) noexcept = default;
  Tensor& operator=(Tensor&&) noexcept = default;
  ~Tensor() = default;

  /// Takes the vector over; nothing is copied.
  template <class T>
  static Tensor from(std::vector<T> values, const Shape& shape) {
    static_assert(!std::is_same_v<T, bool>, "std::vector<bool> holds bits: use wrap or data<bool>");
    auto owner = std::make_unique<std::vector<T>>(std::move(values));
    Tensor tensor = wrap(
        owner->data(), owner->size(), shape,
        [](void* context) { delete static_cast<std::vector<T>*>(context); }, owner.get());
    static_cast<void>(owner.release());
    return tensor;
  }
  /// Lends `count` dense elements until `release(context)` is called; with a null `release` they must outlive the
  /// tensor.
  template <class T>
  static Tensor wrap(T* data, size_t count, const Shape& shape,
                     void (*release)(void* context) = nullptr, void* context = nullptr) {
    static_assert(dtype_of<T>() != MORTISE_DTYPE_UNDEFINED, "no dtype has this element type");
    Shape extents = shape;
    mortise_tensor_view_t view = {};
    view.struct_size = sizeof(view);
    view.data = const_cast<std::remove_cv_t<T>*>(data);
    view.byte_size = count * sizeof(T);
    view.dtype = dtype_of<T>();
    view.rank = static_cast<uint32_t>(extents.size());
    view.shape = extents.data();
    return wrap(view, release, context);
  }
  static Tensor wrap(const mortise_tensor_view_t& view, void (*release)(void* context) = nullptr,
                     void* context = nullptr) {
    mortise_tensor_t* handle = nullptr;
    check(mortise_tensor_wrap(&view, release, context, &handle));
    return Tensor(handle);
  }
  /// Takes ownership of `managed`.
  static Tensor from_dlpack(DLManagedTensor* managed) {
    mortise_tensor_t* handle = nullptr;
    check(mortise_tensor_import_dlpack(managed, &handle));
    return Tensor(handle);
  }
  /// Freed by its own deleter; keeps the elements alive.
  DLManagedTensor* to_dlpack() const {
    DLManagedTensor* managed = nullptr;
    check(mortise_tensor_export_dlpack(get(), &managed));
    return managed;
  }

  static Tensor sequence(const std::vector<Tensor>& items) {
    return pack(MORTISE_VALUE_SEQUENCE, items);
  }
  /// An optional with an element, or, by default, without one.
  static Tensor optional(const Tensor& element = {}) {
    return element ? pack(MORTISE_VALUE_OPTIONAL, {element}) : pack(MORTISE_VALUE_OPTIONAL, {});
  }

  explicit operator bool() const { return handle_ != nullptr; }
  /// MORTISE_VALUE_…
  uint32_t kind() const { return mortise_tensor_get_kind(get()); }
  /// Of a sequence or an optional.
  std::vector<Tensor> items() const {
    std::vector<Tensor> items;
    for (uint64_t index = 0; index < mortise_tensor_item_count(get()); ++index) {
      mortise_tensor_t* item = mortise_tensor_get_item(get(), index);
      mortise_tensor_retain(item);
      items.emplace_back(item);
    }
    return items;
  }
  // Requires of all below: it is a tensor, and not empty.
  const mortise_tensor_view_t& view() const { return *mortise_tensor_get_view(get()); }
  uint32_t dtype() const { return view().dtype; }
  Shape shape() const { return Shape(view().shape, view().shape + view().rank); }
  size_t element_count() const {
    size_t count = 1;
    for (uint32_t axis = 0; axis < view().rank; ++axis) {
      count *= static_cast<size_t>(view().shape[axis]);
    }
    return count;
  }
  bool is_dense() const { return view().strides == nullptr && view().layout == nullptr; }

  /// The elements, to be read and written. Throws when the dtype is not T's or the tensor is not dense.
  template <class T>
  Span<T> data() const {
    static_assert(dtype_of<T>() != MORTISE_DTYPE_UNDEFINED, "no dtype has this element type");
    if (dtype() != dtype_of<T>()) {
      throw Error(MORTISE_STATUS_INVALID_ARGUMENT,
                  "the tensor holds " + dtype_name(dtype()) + ", not " + dtype_name(dtype_of<T>()));
    }
    require_dense();
    return {static_cast<T*>(view().data), element_count()};
  }
  /// The same as bytes, whatever the dtype.
  Span<std::byte> bytes() const {
    require_dense();
    return {static_cast<std::byte*>(view().data), static_cast<size_t>(view().byte_size)};
  }
  /// A copy as float32, from any dtype that can be expanded to it.
  std::vector<float> to_float32() const {
    require_dense();
    const mortise_dtype_info_t* info = mortise_dtype_get_info(dtype());
    if (info == nullptr || info->to_float32 == nullptr) {
      throw Error(MORTISE_STATUS_UNSUPPORTED, dtype_name(dtype()) + " cannot be read as float32");
    }
    std::vector<float> values(element_count());
    info->to_float32(view().data, values.data(), values.size());
    return values;
  }

  mortise_tensor_t* get() const { return handle_.get(); }

 private:
  static Tensor pack(uint32_t kind, const std::vector<Tensor>& items) {
    std::vector<mortise_tensor_t*> handles;
    for (const Tensor& item : items) handles.push_back(item.get());
    mortise_tensor_t* handle = nullptr;
    check(mortise_tensor_pack(kind, handles.size(), handles.data(), &handle));
    return Tensor(handle);
  }

  void require_dense() const {
    if (!is_dense()) {
      throw Error(MORTISE_STATUS_UNSUPPORTED, "the tensor is not dense: read it through view()");
    }
  }

  detail::Handle<mortise_tensor_t, mortise_tensor_release> handle_;
};

using Tensors = std::map<std::string, Tensor, std::less<>>;

/// A model. One thread at a time.
class Graph {
 public:
  /// An empty one, to be filled through edit().
  explicit Graph(const Runtime& runtime) {
    mortise_graph_t* handle = nullptr;
    check(mortise_graph_create(runtime.get(), &handle));
    handle_.reset(handle);
  }
  /// Takes ownership of what a C function returned.
  explicit Graph(mortise_graph_t* taken) : handle_(taken) {}
  static Graph read(const Runtime& runtime, std::string_view path) {
    mortise_graph_t* handle = nullptr;
    check(mortise_graph_read(runtime.get(), detail::to_abi(path), &handle));
    return Graph(handle);
  }

  void save(std::string_view path) const { check(mortise_graph_save(get(), detail::to_abi(path))); }
  /// `form`: "text", "json" or "dot".
  std::string print(std::string_view form = "text") const {
    return detail::text_of([&](mortise_text_t** out) {
      return mortise_graph_print(get(), detail::to_abi(form), out);
    });
  }
  /// Empty when equal up to ids and the names of intermediate values; else the first difference.
  std::string difference(const Graph& other) const {
    return detail::text_of(
        [&](mortise_text_t** out) { return mortise_graph_compare(get(), other.get(), out); });
  }
  /// Runs a pass. `options` is a JSON object, or empty.
  void transform(const Runtime& runtime, std::string_view pass, std::string_view options = {}) {
    check(mortise_graph_transform(runtime.get(), get(), detail::to_abi(pass),
                                  detail::to_abi(options)));
  }
  /// Infers the types of all values as far as the inputs' types allow.
  void infer(const Runtime& runtime) { check(mortise_graph_infer(runtime.get(), get())); }

  /// The functions that look at a graph and change it, to be called with get().
  static const mortise_graph_view_t& view() { return *mortise_graph_view_table(); }
  static const mortise_graph_edit_t& edit() { return *mortise_graph_edit_table(); }

  mortise_graph_t* get() const { return handle_.get(); }

 private:
  detail::Handle<mortise_graph_t, mortise_graph_release> handle_;
};

/// Stops the runs that it was given to, once cancelled. Any thread may cancel.
class Cancellation {
 public:
  Cancellation() {
    mortise_cancellation_t* handle = nullptr;
    check(mortise_cancellation_create(&handle));
    handle_.reset(handle);
  }
  void cancel() const { mortise_cancellation_cancel(get()); }

  mortise_cancellation_t* get() const { return handle_.get(); }

 private:
  detail::Handle<mortise_cancellation_t, mortise_cancellation_release> handle_;
};

/// What lives longer than a run, shared by sessions of one runtime.
class StateStore {
 public:
  explicit StateStore(const Runtime& runtime) {
    mortise_state_store_t* handle = nullptr;
    check(mortise_state_store_create(runtime.get(), &handle));
    handle_.reset(handle);
  }
  /// A copy of the state.
  Tensor at(std::string_view name) const {
    mortise_tensor_t* tensor = nullptr;
    check(mortise_state_store_get(get(), detail::to_abi(name), &tensor));
    return Tensor(tensor);
  }
  /// Creates the state or replaces its content.
  void set(std::string_view name, const Tensor& tensor) {
    check(mortise_state_store_set(get(), detail::to_abi(name), tensor.get()));
  }

  mortise_state_store_t* get() const { return handle_.get(); }

 private:
  detail::Handle<mortise_state_store_t, mortise_state_store_release> handle_;
};

struct RunOptions {
  std::chrono::nanoseconds timeout{0};         // 0: none
  const Cancellation* cancellation = nullptr;  // must outlive the run
  const StateStore* states = nullptr;          // needed exactly when the graph has states
  bool profile = false;                        // add this run's times to the session's report

  mortise_run_options_t to_abi() const {
    mortise_run_options_t options = {};
    options.struct_size = sizeof(options);
    options.timeout_nanoseconds = timeout.count();
    options.cancellation = cancellation != nullptr ? cancellation->get() : nullptr;
    options.states = states != nullptr ? states->get() : nullptr;
    options.profile = profile ? 1 : 0;
    return options;
  }
};

/// A run on a thread of the runtime. Its end cancels the run if it still goes on, and waits.
class AsyncRun {
 public:
  AsyncRun(mortise_run_t* taken, size_t output_count) : handle_(taken), count_(output_count) {}

  /// Throws what the run failed with.
  void wait() const { check(mortise_run_wait(get(), -1)); }
  /// False when the run goes on after `limit`.
  bool wait_for(std::chrono::nanoseconds limit) const {
    try {
      check(mortise_run_wait(get(), limit.count() < 0 ? 0 : limit.count()));
      return true;
    } catch (const Error& error) {
      // The run's own deadline is not retryable.
      if (error.code() == MORTISE_STATUS_DEADLINE_EXCEEDED && error.retryable()) return false;
      throw;
    }
  }
  /// Waits, and gives the outputs in the session's order.
  std::vector<Tensor> outputs() const {
    wait();
    std::vector<Tensor> tensors;
    for (size_t index = 0; index < count_; ++index) {
      mortise_tensor_t* tensor = nullptr;
      check(mortise_run_output(get(), index, &tensor));
      tensors.emplace_back(tensor);
    }
    return tensors;
  }
  void cancel() const { mortise_run_cancel(get()); }

  mortise_run_t* get() const { return handle_.get(); }

 private:
  detail::Handle<mortise_run_t, mortise_run_release> handle_;
  size_t count_;
};

/// A graph made ready to run. Any thread, and several at once.
class Session {
 public:
  /// `ranges`: symbolic dimensions that are planned once at a bound and run with any extent from 1 to it.
  Session(const Runtime& runtime, const Graph& graph,
          const std::map<std::string, int64_t>& ranges = {}) {
    std::vector<mortise_range_t> c_ranges;
    for (const auto& [symbol, bound] : ranges) {
      c_ranges.push_back({sizeof(mortise_range_t), detail::to_abi(symbol), bound});
    }
    const mortise_session_options_t options = {sizeof(options), c_ranges.size(), c_ranges.data()};
    mortise_session_t* handle = nullptr;
    check(mortise_session_create(runtime.get(), graph.get(), &options, &handle));
    handle_.reset(handle);
  }
  static Session load(const Runtime& runtime, std::string_view model_path) {
    return Session(runtime, Graph::read(runtime, model_path));
  }

  size_t input_count() const { return mortise_session_input_count(get()); }
  size_t output_count() const { return mortise_session_output_count(get()); }
  std::string input_name(size_t index) const {
    return detail::to_string(mortise_session_input_name(get(), index));
  }
  std::string output_name(size_t index) const {
    return detail::to_string(mortise_session_output_name(get(), index));
  }
  /// Null when the index is out of range.
  const mortise_type_t* input_type(size_t index) const {
    return mortise_session_input_type(get(), index);
  }
  const mortise_type_t* output_type(size_t index) const {
    return mortise_session_output_type(get(), index);
  }
  /// Metadata of the model's file; empty when the key is not set.
  std::string metadata(std::string_view key) const {
    return detail::to_string(mortise_session_metadata(get(), detail::to_abi(key)));
  }
  /// Placement, memory and times, as JSON.
  std::string report() const {
    return detail::text_of(
        [&](mortise_text_t** out) { return mortise_session_report(get(), out); });
  }

  /// Inputs and outputs by name. Throws when an input is missing or unknown.
  Tensors run(const Tensors& inputs, const RunOptions& options = {}) const {
    std::vector<Tensor> results = run_ordered(in_order(inputs), options);
    Tensors outputs;
    for (size_t index = 0; index < results.size(); ++index) {
      outputs.emplace(output_name(index), std::move(results[index]));
    }
    return outputs;
  }
  /// Inputs and outputs in the session's order.
  std::vector<Tensor> run_ordered(const std::vector<Tensor>& inputs,
                                  const RunOptions& options = {}) const {
    std::vector<Tensor> outputs(output_count());
    run_into(inputs, outputs, options);
    return outputs;
  }
  /// Writes into the outputs that are not empty, which must have the dtype and shape that the run produces, and
  /// creates the others.
  void run_into(const std::vector<Tensor>& inputs, std::vector<Tensor>& outputs,
                const RunOptions& options = {}) const {
    const std::vector<mortise_tensor_t*> c_inputs = handles(inputs);
    std::vector<mortise_tensor_t*> c_outputs = handles(outputs);
    const mortise_run_options_t c_options = options.to_abi();
    check(mortise_session_run(get(), &c_options, c_inputs.size(), c_inputs.data(), c_outputs.size(),
                              c_outputs.data()));
    for (size_t index = 0; index < outputs.size(); ++index) {
      if (!outputs[index]) outputs[index] = Tensor(c_outputs[index]);
    }
  }
  AsyncRun run_ordered_async(const std::vector<Tensor>& inputs,
                             const RunOptions& options = {}) const {
    const std::vector<mortise_tensor_t*> c_inputs = handles(inputs);
    const mortise_run_options_t c_options = options.to_abi();
    mortise_run_t* run = nullptr;
    check(mortise_session_run_async(get(), &c_options, c_inputs.size(), c_inputs.data(), &run));
    return {run, output_count()};
  }
  AsyncRun run_async(const Tensors& inputs, const RunOptions& options = {}) const {
    return run_ordered_async(in_order(inputs), options);
  }

  mortise_session_t* get() const { return handle_.get(); }

 private:
  static std::vector<mortise_tensor_t*> handles(const std::vector<Tensor>& tensors) {
    std::vector<mortise_tensor_t*> handles;
    for (const Tensor& tensor : tensors) handles.push_back(tensor.get());
    return handles;
  }

  std::vector<Tensor> in_order(const Tensors& inputs) const {
    std::vector<Tensor> ordered;
    for (size_t index = 0; index < input_count(); ++index) {
      const auto found = inputs.find(input_name(index));
      if (found == inputs.end()) {
        throw Error(MORTISE_STATUS_INVALID_ARGUMENT,
                    "no tensor for input `" + input_name(index) + "`");
      }
      ordered.push_back(found->second);
    }
    if (ordered.size() == inputs.size()) return ordered;
    for (const auto& [name, tensor] : inputs) {
      bool known = false;
      for (size_t index = 0; index < input_count(); ++index) known |= input_name(index) == name;
      if (!known) throw Error(MORTISE_STATUS_INVALID_ARGUMENT, "no input is named `" + name + "`");
    }
    return ordered;
  }

  detail::Handle<mortise_session_t, mortise_session_release> handle_;
};

}  // namespace mortise

#endif  // MORTISE_MORTISE_HPP_
