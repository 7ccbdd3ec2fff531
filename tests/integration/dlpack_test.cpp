// DLPack in and out: the elements stay where they are.
#include <catch2/catch.hpp>
#include <dlpack/dlpack.h>

#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

using Floats = std::vector<float>;

// A tensor of another framework, which counts how often it is given back.
struct Foreign {
  Foreign() {
    managed.dl_tensor.data = elements.data();
    managed.dl_tensor.device = {kDLCPU, 0};
    managed.dl_tensor.ndim = 2;
    managed.dl_tensor.dtype = {kDLFloat, 32, 1};
    managed.dl_tensor.shape = shape;
    managed.manager_ctx = this;
    managed.deleter = [](DLManagedTensor* self) {
      ++static_cast<Foreign*>(self->manager_ctx)->released;
    };
  }
  Floats elements = {1, 2, 3, 4, 5, 6};
  int64_t shape[2] = {2, 3};
  DLManagedTensor managed{};
  int released = 0;
};

}  // namespace

TEST_CASE("a tensor from DLPack is read where it is, and given back once") {
  Foreign foreign;
  {
    const Tensor tensor = Tensor::from_dlpack(&foreign.managed);
    CHECK(tensor.view().data == foreign.elements.data());
    CHECK(tensor.shape() == Shape{2, 3});
    const Runtime runtime = make_runtime();
    Model m(runtime);
    const Value x = m.input("x", {2, 3});
    m.output("y", m.b.node("Add", {x, x}));
    CHECK(content(m.session().run_ordered({tensor})[0]) == Floats{2, 4, 6, 8, 10, 12});
    CHECK(foreign.released == 0);
  }
  CHECK(foreign.released == 1);
}

TEST_CASE("strides and offsets of a DLPack tensor are kept") {
  Foreign foreign;
  const int64_t shape[] = {2, 2};
  int64_t strides[] = {1, 2};
  foreign.shape[1] = shape[1];
  foreign.managed.dl_tensor.strides = strides;
  foreign.managed.dl_tensor.byte_offset = 2 * sizeof(float);
  const Tensor tensor = Tensor::from_dlpack(&foreign.managed);
  CHECK(tensor.view().data == foreign.elements.data() + 2);
  CHECK_FALSE(tensor.is_dense());
  const Runtime runtime = make_runtime();
  Model m(runtime);
  m.output("y", m.b.node("Relu", {m.input("x", {2, 2})}));
  CHECK(content(m.session().run_ordered({tensor})[0]) == Floats{3, 5, 4, 6});
}

TEST_CASE("a DLPack tensor whose elements nobody can count is refused") {
  Foreign foreign;
  foreign.shape[0] = int64_t{1} << 40;
  foreign.shape[1] = int64_t{1} << 40;
  const Error error = error_of([&] { Tensor::from_dlpack(&foreign.managed); });
  CHECK(error.code() == MORTISE_STATUS_INVALID_ARGUMENT);
  CHECK(foreign.released == 0);
  // Without elements the other extents may be anything.
  int64_t shape[] = {0, int64_t{1} << 40, int64_t{1} << 40};
  foreign.managed.dl_tensor.shape = shape;
  foreign.managed.dl_tensor.ndim = 3;
  const Tensor empty = Tensor::from_dlpack(&foreign.managed);
  CHECK(empty.bytes().size() == 0);
  CHECK(empty.is_dense());
}

TEST_CASE("an exported tensor keeps its elements alive, where they are") {
  DLManagedTensor* managed = nullptr;
  const void* data = nullptr;
  {
    const Runtime runtime = make_runtime();
    Model m(runtime);
    const Value x = m.input("x", {2, 3});
    m.output("y", m.b.node("Relu", {x}));
    const Tensor y = m.session().run_ordered({floats({1, -2, 3, -4, 5, -6}, {2, 3})})[0];
    data = y.view().data;
    managed = y.to_dlpack();
  }
  const DLTensor& exported = managed->dl_tensor;
  CHECK(exported.data == data);
  CHECK(exported.ndim == 2);
  CHECK(exported.shape[1] == 3);
  CHECK(exported.strides[0] == 3);
  CHECK(exported.dtype.code == kDLFloat);
  CHECK(exported.dtype.bits == 32);
  const auto* elements = static_cast<const float*>(exported.data);
  CHECK(Floats(elements, elements + 6) == Floats{1, 0, 3, 0, 5, 0});
  managed->deleter(managed);
}

TEST_CASE("there and back again is the same memory") {
  Floats elements = {1, 2};
  const Tensor tensor = Tensor::wrap(elements.data(), 2, {2});
  const Tensor back = Tensor::from_dlpack(tensor.to_dlpack());
  CHECK(back.view().data == elements.data());
}

TEST_CASE("a DLPack tensor that cannot be taken stays the caller's") {
  struct Fault {
    const char* name;
    void (*put)(Foreign& foreign);
  };
  const Fault faults[] = {
      {"of another device",
       [](Foreign& f) {
         f.managed.dl_tensor.device = {kDLCUDA, 0};
       }},
      {"of vectors", [](Foreign& f) { f.managed.dl_tensor.dtype.lanes = 4; }},
      {"of an unknown type",
       [](Foreign& f) {
         f.managed.dl_tensor.dtype = {kDLFloat, 24, 1};
       }},
      {"of a negative rank", [](Foreign& f) { f.managed.dl_tensor.ndim = -1; }},
      {"of a negative extent", [](Foreign& f) { f.shape[0] = -2; }},
      {"without elements", [](Foreign& f) { f.managed.dl_tensor.data = nullptr; }},
      {"without a shape", [](Foreign& f) { f.managed.dl_tensor.shape = nullptr; }},
      {"between the addresses of floats", [](Foreign& f) { f.managed.dl_tensor.byte_offset = 1; }},
  };
  for (const Fault& fault : faults) {
    INFO(fault.name);
    Foreign foreign;
    fault.put(foreign);
    CHECK_THROWS_AS(Tensor::from_dlpack(&foreign.managed), Error);
    CHECK(foreign.released == 0);
  }
}

}  // namespace mortise::tests
