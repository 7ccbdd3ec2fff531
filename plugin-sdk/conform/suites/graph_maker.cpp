#include "plugin-sdk/conform/suites/graph_maker.hpp"

#include <cmath>

namespace mortise::conform {

sdk::Value GraphMaker::weight(const sdk::Shape& shape, int64_t inner) {
  HostTensor tensor(MORTISE_DTYPE_FLOAT32, shape);
  auto* elements = reinterpret_cast<float*>(tensor.bytes.data());
  const double bound = 1 / std::sqrt(static_cast<double>(inner));
  for (int64_t i = 0; i < tensor.count(); ++i)
    elements[i] = static_cast<float>(random_.uniform(-bound, bound));
  return constant(tensor);
}

std::vector<HostTensor> GraphMaker::contents(int64_t n, Random& random) const {
  std::vector<HostTensor> contents;
  for (sdk::Shape shape : shapes_) {
    for (int64_t& extent : shape) extent = extent == kN ? n : extent;
    contents.push_back(random_tensor(MORTISE_DTYPE_FLOAT32, shape, Fill::kOrdinary, random));
  }
  return contents;
}

}  // namespace mortise::conform
