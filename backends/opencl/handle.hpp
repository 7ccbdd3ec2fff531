// OpenCL's counted objects as C++ values: copying one retains it, its end releases it.
#pragma once

#include <utility>

#include "backends/opencl/opencl.hpp"

namespace mortise::opencl {

template <class T, auto Retain, auto Release>
class Handle {
 public:
  Handle() = default;
  /// Takes over the reference that a clCreate… or clEnqueue… call gave.
  explicit Handle(T taken) : object_(taken) {}
  Handle(const Handle& other) : object_(other.object_) {
    if (object_ != nullptr) Retain(object_);
  }
  Handle(Handle&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  Handle& operator=(Handle other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  ~Handle() {
    if (object_ != nullptr) Release(object_);
  }

  T get() const { return object_; }
  explicit operator bool() const { return object_ != nullptr; }

 private:
  T object_ = nullptr;
};

using Context = Handle<cl_context, clRetainContext, clReleaseContext>;
using Queue = Handle<cl_command_queue, clRetainCommandQueue, clReleaseCommandQueue>;
using Memory = Handle<cl_mem, clRetainMemObject, clReleaseMemObject>;
using Program = Handle<cl_program, clRetainProgram, clReleaseProgram>;
using KernelHandle = Handle<cl_kernel, clRetainKernel, clReleaseKernel>;
using Event = Handle<cl_event, clRetainEvent, clReleaseEvent>;

}  // namespace mortise::opencl
