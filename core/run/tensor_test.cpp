#include "core/run/tensor.hpp"

#include <numeric>
#include <random>

#include <catch2/catch.hpp>

namespace mortise::run {
namespace {

// A view of floats, dense or with strides.
struct View {
  View(std::vector<int64_t> shape_in, std::vector<int64_t> strides_in, float* data)
      : View(std::move(shape_in), data) {
    strides = std::move(strides_in);
    view.strides = strides.data();
  }
  View(std::vector<int64_t> shape_in, float* data) : shape(std::move(shape_in)) {
    view.struct_size = sizeof(view);
    view.data = data;
    view.dtype = MORTISE_DTYPE_FLOAT32;
    view.rank = static_cast<uint32_t>(shape.size());
    view.shape = shape.data();
    view.byte_size = sizeof(float);
    for (const int64_t extent : shape) view.byte_size *= static_cast<uint64_t>(extent);
  }
  View(const View&) = delete;
  View& operator=(const View&) = delete;

  std::vector<int64_t> shape, strides;
  mortise_tensor_view_t view{};
};

std::unique_ptr<Services> make_services() { return Services::create(nullptr, 1).value(); }

}  // namespace

TEST_CASE("strides that say dense are dropped, others are kept") {
  std::vector<float> elements(24);
  const auto dense = [&](std::vector<int64_t> shape, std::vector<int64_t> strides) {
    const View view(std::move(shape), std::move(strides), elements.data());
    const auto tensor = Tensor::wrap(view.view, nullptr, nullptr);
    REQUIRE(tensor.ok());
    return tensor.value()->dense();
  };
  CHECK(dense({2, 3, 4}, {12, 4, 1}));
  CHECK(dense({2, 1, 4}, {4, 99, 1}));  // an axis of one element has no stride to speak of
  CHECK(dense({}, {}));
  CHECK_FALSE(dense({2, 3}, {1, 2}));
  CHECK_FALSE(dense({2, 3}, {4, 1}));
  CHECK_FALSE(dense({2, 3}, {0, 1}));
  CHECK_FALSE(dense({4}, {-1}));
}

TEST_CASE("copies between any strides move each element to its place") {
  std::mt19937_64 random(5);
  for (int round = 0; round < 200; ++round) {
    std::vector<int64_t> shape;
    for (uint64_t axis = random() % 4; axis > 0; --axis)
      shape.push_back(static_cast<int64_t>(random() % 4));
    // A permutation of the axes, some of them backwards, with gaps.
    std::vector<size_t> order(shape.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::shuffle(order.begin(), order.end(), random);
    std::vector<int64_t> strides(shape.size());
    int64_t stride = 1 + static_cast<int64_t>(random() % 2);
    int64_t first = 0;
    for (const size_t axis : order) {
      const bool backwards = random() % 2 == 0;
      strides[axis] = backwards ? -stride : stride;
      if (backwards && shape[axis] > 0) first += stride * (shape[axis] - 1);
      stride *= std::max<int64_t>(1, shape[axis]);
    }
    std::vector<float> scattered(200, -1);
    std::vector<float> dense(100, -2);
    std::iota(dense.begin(), dense.end(), 0.0f);
    const View source(shape, dense.data());
    const View target(shape, strides, scattered.data() + first);
    REQUIRE(copy_elements(source.view, target.view).ok());
    int64_t count = 1;
    for (const int64_t extent : shape) count *= extent;
    for (int64_t i = 0; i < count; ++i) {
      int64_t rest = i;
      int64_t at = first;
      for (size_t axis = shape.size(); axis-- > 0;) {
        at += rest % shape[axis] * strides[axis];
        rest /= shape[axis];
      }
      REQUIRE(scattered[static_cast<size_t>(at)] == static_cast<float>(i));
    }
    CHECK(std::count_if(scattered.begin(), scattered.end(), [](float x) { return x != -1; }) ==
          count);
    std::vector<float> back(100, -2);
    const View again(shape, back.data());
    REQUIRE(copy_elements(target.view, again.view).ok());
    for (int64_t i = 0; i < count; ++i)
      REQUIRE(back[static_cast<size_t>(i)] == static_cast<float>(i));
  }
}

TEST_CASE("tensors of different dtype or shape are not copied") {
  float elements[6] = {};
  const View two_by_three({2, 3}, elements);
  const View three_by_two({3, 2}, elements);
  CHECK(copy_elements(two_by_three.view, three_by_two.view).code() ==
        MORTISE_STATUS_INVALID_ARGUMENT);
  View integers({2, 3}, elements);
  integers.view.dtype = MORTISE_DTYPE_INT32;
  CHECK(copy_elements(two_by_three.view, integers.view).code() == MORTISE_STATUS_INVALID_ARGUMENT);
}

TEST_CASE("a tensor that shrinks keeps its memory and says its new size") {
  const auto services = make_services();
  auto made = Tensor::create(*services, nullptr, MORTISE_DTYPE_FLOAT32, {2, 8});
  REQUIRE(made.ok());
  const TensorRef tensor = std::move(made).value();
  const void* data = tensor->view().data;
  const int64_t smaller[] = {2, 3};
  tensor->shrink(smaller);
  CHECK(tensor->view().data == data);
  CHECK(tensor->view().byte_size == 24);
  CHECK(tensor->view().shape[1] == 3);
}

TEST_CASE("lent memory is given back once, with the last reference") {
  float element = 1;
  int released = 0;
  const View view({1}, &element);
  {
    auto wrapped = Tensor::wrap(
        view.view, [](void* context) { ++*static_cast<int*>(context); }, &released);
    REQUIRE(wrapped.ok());
    const TensorRef first = std::move(wrapped).value();
    {
      const TensorRef second = first;
      CHECK(second->view().data == &element);
    }
    CHECK(released == 0);
  }
  CHECK(released == 1);
}

TEST_CASE("descriptions read like types") {
  float element = 1;
  const View view({2, 3}, &element);
  CHECK(describe(view.view) == "float32[2, 3]");
  const View scalar({}, &element);
  CHECK(describe(scalar.view) == "float32[]");
}

}  // namespace mortise::run
