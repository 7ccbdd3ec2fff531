// ai.onnx.ml::ArrayFeatureExtractor float32.rows: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main1() {
  const Shape x0_shape = {3, 5};
  const std::vector<float> x0 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456), float(-1.2923650741577148), float(-1.0243752002716064), float(0.4589867889881134), float(1.7112874984741211), float(-1.4078593254089355), float(1.1346029043197632), float(0.94718122482299805)};
  const Shape x1_shape = {3};
  const std::vector<int64_t> x1 = {int64_t(4), int64_t(0), int64_t(0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ArrayFeatureExtractor", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT64, x1_shape))}, 1, {}, "ai.onnx.ml");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ai.onnx.ml::ArrayFeatureExtractor float32.rows: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main2() {
  const Shape x0_shape = {3, 5};
  const std::vector<float> x0 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456), float(-1.2923650741577148), float(-1.0243752002716064), float(0.4589867889881134), float(1.7112874984741211), float(-1.4078593254089355), float(1.1346029043197632), float(0.94718122482299805)};
  const Shape x1_shape = {3};
  const std::vector<int64_t> x1 = {int64_t(4), int64_t(0), int64_t(0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ArrayFeatureExtractor", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT64, x1_shape))}, 1, {}, "ai.onnx.ml");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ai.onnx.ml::Binarizer float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main3() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Binarizer", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "ai.onnx.ml");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ai.onnx.ml::Binarizer float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main4() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Binarizer", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "ai.onnx.ml");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ai.onnx.ml::OneHotEncoder int64.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main5() {
  const Shape x0_shape = {4};
  const std::vector<int64_t> x0 = {int64_t(7), int64_t(3), int64_t(3), int64_t(-1)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("OneHotEncoder", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_INT64, x0_shape))}, 1, {{"cats_int64s", std::vector<int64_t>{3, -1, 7}}}, "ai.onnx.ml");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ai.onnx.ml::OneHotEncoder int64.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main6() {
  const Shape x0_shape = {4};
  const std::vector<int64_t> x0 = {int64_t(7), int64_t(3), int64_t(3), int64_t(-1)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("OneHotEncoder", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_INT64, x0_shape))}, 1, {{"cats_int64s", std::vector<int64_t>{3, -1, 7}}}, "ai.onnx.ml");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ai.onnx.preview.training::Adagrad float32.one: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main7() {
  const Shape x0_shape = {};
  const std::vector<float> x0 = {float(0.125)};
  const Shape x1_shape = {};
  const std::vector<int64_t> x1 = {int64_t(3)};
  const Shape x2_shape = {3, 5};
  const std::vector<float> x2 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456), float(-1.2923650741577148), float(-1.0243752002716064), float(0.4589867889881134), float(1.7112874984741211), float(-1.4078593254089355), float(1.1346029043197632), float(0.94718122482299805)};
  const Shape x3_shape = {3, 5};
  const std::vector<float> x3 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402), float(1.197026252746582), float(-0.33252665400505066), float(-1.3891787528991699), float(0.89613336324691772), float(-1.0157833099365234), float(-0.26435258984565735), float(-1.6595150232315063), float(1.0806010961532593), float(-0.51519894599914551), float(1.7451577186584473)};
  const Shape x4_shape = {3, 5};
  const std::vector<float> x4 = {float(1.3378033638000488), float(0.91130626201629639), float(1.3653867244720459), float(0.2105085700750351), float(1.8291366100311279), float(0.54751336574554443), float(1.4040288925170898), float(0.99774813652038574), float(0.52842098474502563), float(0.62169677019119263), float(0.88014000654220581), float(1.9112840890884399), float(1.2471321821212769), float(0.4121207594871521), float(1.9701120853424072)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Adagrad", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT64, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape)), b.input("x3", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x3_shape)), b.input("x4", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x4_shape))}, 2, {}, "ai.onnx.preview.training");
    b.output("y0", outputs[0]);
    b.output("y1", outputs[1]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}, {"x3", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x3_shape, x3.data()))}, {"x4", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x4_shape, x4.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ai.onnx.preview.training::Adagrad float32.all: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main8() {
  const Shape x0_shape = {};
  const std::vector<float> x0 = {float(0.125)};
  const Shape x1_shape = {};
  const std::vector<int64_t> x1 = {int64_t(2)};
  const Shape x2_shape = {3, 5};
  const std::vector<float> x2 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456), float(-1.2923650741577148), float(-1.0243752002716064), float(0.4589867889881134), float(1.7112874984741211), float(-1.4078593254089355), float(1.1346029043197632), float(0.94718122482299805)};
  const Shape x3_shape = {3, 5};
  const std::vector<float> x3 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402), float(1.197026252746582), float(-0.33252665400505066), float(-1.3891787528991699), float(0.89613336324691772), float(-1.0157833099365234), float(-0.26435258984565735), float(-1.6595150232315063), float(1.0806010961532593), float(-0.51519894599914551), float(1.7451577186584473)};
  const Shape x4_shape = {3, 5};
  const std::vector<float> x4 = {float(1.3378033638000488), float(0.91130626201629639), float(1.3653867244720459), float(0.2105085700750351), float(1.8291366100311279), float(0.54751336574554443), float(1.4040288925170898), float(0.99774813652038574), float(0.52842098474502563), float(0.62169677019119263), float(0.88014000654220581), float(1.9112840890884399), float(1.2471321821212769), float(0.4121207594871521), float(1.9701120853424072)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Adagrad", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT64, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape)), b.input("x3", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x3_shape)), b.input("x4", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x4_shape))}, 2, {{"decay_factor", 0.25}, {"epsilon", 0.5}, {"norm_coefficient", 0.125}}, "ai.onnx.preview.training");
    b.output("y0", outputs[0]);
    b.output("y1", outputs[1]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}, {"x3", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x3_shape, x3.data()))}, {"x4", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x4_shape, x4.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ai.onnx.preview.training::Adam float32.one: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main9() {
  const Shape x0_shape = {};
  const std::vector<float> x0 = {float(0.125)};
  const Shape x1_shape = {};
  const std::vector<int64_t> x1 = {int64_t(3)};
  const Shape x2_shape = {3, 5};
  const std::vector<float> x2 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456), float(-1.2923650741577148), float(-1.0243752002716064), float(0.4589867889881134), float(1.7112874984741211), float(-1.4078593254089355), float(1.1346029043197632), float(0.94718122482299805)};
  const Shape x3_shape = {3, 5};
  const std::vector<float> x3 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402), float(1.197026252746582), float(-0.33252665400505066), float(-1.3891787528991699), float(0.89613336324691772), float(-1.0157833099365234), float(-0.26435258984565735), float(-1.6595150232315063), float(1.0806010961532593), float(-0.51519894599914551), float(1.7451577186584473)};
  const Shape x4_shape = {3, 5};
  const std::vector<float> x4 = {float(1.3378033638000488), float(0.91130626201629639), float(1.3653867244720459), float(0.2105085700750351), float(1.8291366100311279), float(0.54751336574554443), float(1.4040288925170898), float(0.99774813652038574), float(0.52842098474502563), float(0.62169677019119263), float(0.88014000654220581), float(1.9112840890884399), float(1.2471321821212769), float(0.4121207594871521), float(1.9701120853424072)};
  const Shape x5_shape = {3, 5};
  const std::vector<float> x5 = {float(0.56665003299713135), float(1.5268096923828125), float(0.48927015066146851), float(1.728961706161499), float(1.7003191709518433), float(0.80343979597091675), float(1.5118943452835083), float(0.85532033443450928), float(0.21193075180053711), float(0.59099340438842773), float(1.2661088705062866), float(0.18782554566860199), float(0.95328843593597412), float(0.23721231520175934), float(1.5101422071456909)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Adam", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT64, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape)), b.input("x3", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x3_shape)), b.input("x4", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x4_shape)), b.input("x5", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x5_shape))}, 3, {}, "ai.onnx.preview.training");
    b.output("y0", outputs[0]);
    b.output("y1", outputs[1]);
    b.output("y2", outputs[2]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}, {"x3", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x3_shape, x3.data()))}, {"x4", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x4_shape, x4.data()))}, {"x5", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x5_shape, x5.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ai.onnx.preview.training::Adam float32.all: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main10() {
  const Shape x0_shape = {};
  const std::vector<float> x0 = {float(0.125)};
  const Shape x1_shape = {};
  const std::vector<int64_t> x1 = {int64_t(2)};
  const Shape x2_shape = {3, 5};
  const std::vector<float> x2 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456), float(-1.2923650741577148), float(-1.0243752002716064), float(0.4589867889881134), float(1.7112874984741211), float(-1.4078593254089355), float(1.1346029043197632), float(0.94718122482299805)};
  const Shape x3_shape = {3, 5};
  const std::vector<float> x3 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402), float(1.197026252746582), float(-0.33252665400505066), float(-1.3891787528991699), float(0.89613336324691772), float(-1.0157833099365234), float(-0.26435258984565735), float(-1.6595150232315063), float(1.0806010961532593), float(-0.51519894599914551), float(1.7451577186584473)};
  const Shape x4_shape = {3, 5};
  const std::vector<float> x4 = {float(1.3378033638000488), float(0.91130626201629639), float(1.3653867244720459), float(0.2105085700750351), float(1.8291366100311279), float(0.54751336574554443), float(1.4040288925170898), float(0.99774813652038574), float(0.52842098474502563), float(0.62169677019119263), float(0.88014000654220581), float(1.9112840890884399), float(1.2471321821212769), float(0.4121207594871521), float(1.9701120853424072)};
  const Shape x5_shape = {3, 5};
  const std::vector<float> x5 = {float(0.56665003299713135), float(1.5268096923828125), float(0.48927015066146851), float(1.728961706161499), float(1.7003191709518433), float(0.80343979597091675), float(1.5118943452835083), float(0.85532033443450928), float(0.21193075180053711), float(0.59099340438842773), float(1.2661088705062866), float(0.18782554566860199), float(0.95328843593597412), float(0.23721231520175934), float(1.5101422071456909)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Adam", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT64, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape)), b.input("x3", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x3_shape)), b.input("x4", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x4_shape)), b.input("x5", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x5_shape))}, 3, {{"alpha", 0.5}, {"beta", 0.75}, {"epsilon", 0.5}, {"norm_coefficient", 0.125}, {"norm_coefficient_post", 0.25}}, "ai.onnx.preview.training");
    b.output("y0", outputs[0]);
    b.output("y1", outputs[1]);
    b.output("y2", outputs[2]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}, {"x3", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x3_shape, x3.data()))}, {"x4", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x4_shape, x4.data()))}, {"x5", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x5_shape, x5.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ai.onnx.preview.training::Momentum float32.one: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main11() {
  const Shape x0_shape = {};
  const std::vector<float> x0 = {float(0.125)};
  const Shape x1_shape = {};
  const std::vector<int64_t> x1 = {int64_t(3)};
  const Shape x2_shape = {3, 5};
  const std::vector<float> x2 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456), float(-1.2923650741577148), float(-1.0243752002716064), float(0.4589867889881134), float(1.7112874984741211), float(-1.4078593254089355), float(1.1346029043197632), float(0.94718122482299805)};
  const Shape x3_shape = {3, 5};
  const std::vector<float> x3 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402), float(1.197026252746582), float(-0.33252665400505066), float(-1.3891787528991699), float(0.89613336324691772), float(-1.0157833099365234), float(-0.26435258984565735), float(-1.6595150232315063), float(1.0806010961532593), float(-0.51519894599914551), float(1.7451577186584473)};
  const Shape x4_shape = {3, 5};
  const std::vector<float> x4 = {float(1.3378033638000488), float(0.91130626201629639), float(1.3653867244720459), float(0.2105085700750351), float(1.8291366100311279), float(0.54751336574554443), float(1.4040288925170898), float(0.99774813652038574), float(0.52842098474502563), float(0.62169677019119263), float(0.88014000654220581), float(1.9112840890884399), float(1.2471321821212769), float(0.4121207594871521), float(1.9701120853424072)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Momentum", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT64, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape)), b.input("x3", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x3_shape)), b.input("x4", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x4_shape))}, 2, {{"alpha", 0.5}, {"beta", 0.25}, {"mode", "standard"}}, "ai.onnx.preview.training");
    b.output("y0", outputs[0]);
    b.output("y1", outputs[1]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}, {"x3", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x3_shape, x3.data()))}, {"x4", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x4_shape, x4.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ai.onnx.preview.training::Momentum float32.all: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main12() {
  const Shape x0_shape = {};
  const std::vector<float> x0 = {float(0.125)};
  const Shape x1_shape = {};
  const std::vector<int64_t> x1 = {int64_t(2)};
  const Shape x2_shape = {3, 5};
  const std::vector<float> x2 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456), float(-1.2923650741577148), float(-1.0243752002716064), float(0.4589867889881134), float(1.7112874984741211), float(-1.4078593254089355), float(1.1346029043197632), float(0.94718122482299805)};
  const Shape x3_shape = {3, 5};
  const std::vector<float> x3 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402), float(1.197026252746582), float(-0.33252665400505066), float(-1.3891787528991699), float(0.89613336324691772), float(-1.0157833099365234), float(-0.26435258984565735), float(-1.6595150232315063), float(1.0806010961532593), float(-0.51519894599914551), float(1.7451577186584473)};
  const Shape x4_shape = {3, 5};
  const std::vector<float> x4 = {float(1.3378033638000488), float(0.91130626201629639), float(1.3653867244720459), float(0.2105085700750351), float(1.8291366100311279), float(0.54751336574554443), float(1.4040288925170898), float(0.99774813652038574), float(0.52842098474502563), float(0.62169677019119263), float(0.88014000654220581), float(1.9112840890884399), float(1.2471321821212769), float(0.4121207594871521), float(1.9701120853424072)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Momentum", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT64, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape)), b.input("x3", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x3_shape)), b.input("x4", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x4_shape))}, 2, {{"alpha", 0.5}, {"beta", 0.25}, {"mode", "standard"}, {"norm_coefficient", 0.125}}, "ai.onnx.preview.training");
    b.output("y0", outputs[0]);
    b.output("y1", outputs[1]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}, {"x3", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x3_shape, x3.data()))}, {"x4", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x4_shape, x4.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// mortise::PagedAppend float32.rows: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main13() {
  const Shape x0_shape = {3, 4, 2, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 120, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {3, 2, 5};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 30, sdk::Fill::kOrdinary, 13757245211066428519u);
  const Shape x2_shape = {3};
  const std::vector<int64_t> x2 = {int64_t(5), int64_t(0), int64_t(11)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("PagedAppend", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_INT64, x2_shape))}, 1, {}, "mortise");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// mortise::PagedAppend float32.rows: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main14() {
  const Shape x0_shape = {3, 4, 2, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 120, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {3, 2, 5};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 30, sdk::Fill::kOrdinary, 13757245211066428519u);
  const Shape x2_shape = {3};
  const std::vector<int64_t> x2 = {int64_t(5), int64_t(0), int64_t(11)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("PagedAppend", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_INT64, x2_shape))}, 1, {}, "mortise");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// mortise::PagedAttention float32.one_head: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main15() {
  const Shape x0_shape = {1, 1, 8};
  const std::vector<float> x0 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456)};
  const Shape x1_shape = {7, 4, 1, 8};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 224, sdk::Fill::kOrdinary, 13757245211066428519u);
  const Shape x2_shape = {7, 4, 1, 9};
  const auto x2 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 252, sdk::Fill::kOrdinary, 17911839290282890590u);
  const Shape x3_shape = {1, 3};
  const std::vector<int64_t> x3 = {int64_t(2), int64_t(0), int64_t(5)};
  const Shape x4_shape = {1};
  const std::vector<int64_t> x4 = {int64_t(5)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("PagedAttention", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape)), b.input("x3", sdk::tensor_type(MORTISE_DTYPE_INT64, x3_shape)), b.input("x4", sdk::tensor_type(MORTISE_DTYPE_INT64, x4_shape))}, 1, {}, "mortise");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}, {"x3", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x3_shape, x3.data()))}, {"x4", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x4_shape, x4.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// mortise::PagedAttention float32.scale: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main16() {
  const Shape x0_shape = {1, 2, 4};
  const std::vector<float> x0 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456)};
  const Shape x1_shape = {7, 4, 2, 4};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 224, sdk::Fill::kOrdinary, 13757245211066428519u);
  const Shape x2_shape = {7, 4, 2, 5};
  const auto x2 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 280, sdk::Fill::kOrdinary, 17911839290282890590u);
  const Shape x3_shape = {1, 3};
  const std::vector<int64_t> x3 = {int64_t(2), int64_t(0), int64_t(5)};
  const Shape x4_shape = {1};
  const std::vector<int64_t> x4 = {int64_t(11)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("PagedAttention", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape)), b.input("x3", sdk::tensor_type(MORTISE_DTYPE_INT64, x3_shape)), b.input("x4", sdk::tensor_type(MORTISE_DTYPE_INT64, x4_shape))}, 1, {{"scale", 0.25}}, "mortise");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}, {"x3", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x3_shape, x3.data()))}, {"x4", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x4_shape, x4.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// mortise::SumTo float32.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main17() {
  const Shape x0_shape = {5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 35, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {7};
  const std::vector<float> x1 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402), float(1.197026252746582), float(-0.33252665400505066)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("SumTo", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "mortise");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// mortise::SumTo float32.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main18() {
  const Shape x0_shape = {5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 35, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {7};
  const std::vector<float> x1 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402), float(1.197026252746582), float(-0.33252665400505066)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("SumTo", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "mortise");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Abs float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main19() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Abs", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Abs float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main20() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Abs", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Acosh float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main21() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kPositive, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Acosh", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Acosh float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main22() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kPositive, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Acosh", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Acos float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main23() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kUnit, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Acos", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Acos float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main24() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kUnit, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Acos", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Add float32.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main25() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<float> x1 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402), float(1.197026252746582), float(-0.33252665400505066), float(-1.3891787528991699), float(0.89613336324691772), float(-1.0157833099365234), float(-0.26435258984565735)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Add", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Add float32.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main26() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<float> x1 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402), float(1.197026252746582), float(-0.33252665400505066), float(-1.3891787528991699), float(0.89613336324691772), float(-1.0157833099365234), float(-0.26435258984565735)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Add", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// AffineGrid float32.image: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main27() {
  const Shape x0_shape = {2, 2, 3};
  const std::vector<float> x0 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456), float(-1.2923650741577148), float(-1.0243752002716064), float(0.4589867889881134), float(1.7112874984741211)};
  const Shape x1_shape = {4};
  const std::vector<int64_t> x1 = {int64_t(2), int64_t(1), int64_t(5), int64_t(7)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("AffineGrid", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {{"align_corners", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// AffineGrid float32.image: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main28() {
  const Shape x0_shape = {2, 2, 3};
  const std::vector<float> x0 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456), float(-1.2923650741577148), float(-1.0243752002716064), float(0.4589867889881134), float(1.7112874984741211)};
  const Shape x1_shape = {4};
  const std::vector<int64_t> x1 = {int64_t(2), int64_t(1), int64_t(5), int64_t(7)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("AffineGrid", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {{"align_corners", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// And bool.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main29() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_BOOL, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<sdk::bool8> x1 = {sdk::bool8(true), sdk::bool8(false), sdk::bool8(true), sdk::bool8(true), sdk::bool8(false), sdk::bool8(true), sdk::bool8(true), sdk::bool8(true), sdk::bool8(false), sdk::bool8(false), sdk::bool8(true)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("And", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_BOOL, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_BOOL, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_BOOL, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_BOOL, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// And bool.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main30() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_BOOL, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<sdk::bool8> x1 = {sdk::bool8(true), sdk::bool8(false), sdk::bool8(true), sdk::bool8(true), sdk::bool8(false), sdk::bool8(true), sdk::bool8(true), sdk::bool8(true), sdk::bool8(false), sdk::bool8(false), sdk::bool8(true)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("And", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_BOOL, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_BOOL, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_BOOL, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_BOOL, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ArgMax float32.first: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main31() {
  const Shape x0_shape = {5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 35, sdk::Fill::kSmallInts, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ArgMax", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ArgMax float32.last_dropped: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main32() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kSmallInts, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ArgMax", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"axis", int64_t{-1}}, {"keepdims", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ArgMin float32.first: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main33() {
  const Shape x0_shape = {5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 35, sdk::Fill::kSmallInts, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ArgMin", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ArgMin float32.last_dropped: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main34() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kSmallInts, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ArgMin", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"axis", int64_t{-1}}, {"keepdims", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Asinh float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main35() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Asinh", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Asinh float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main36() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Asinh", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Asin float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main37() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kUnit, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Asin", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Asin float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main38() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kUnit, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Asin", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Atanh float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main39() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kUnit, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Atanh", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Atanh float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main40() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kUnit, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Atanh", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Atan float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main41() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Atan", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Atan float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main42() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Atan", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Attention float32.plain: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main43() {
  const Shape x0_shape = {2, 4, 3, 8};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 192, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {2, 4, 5, 8};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 320, sdk::Fill::kOrdinary, 13757245211066428519u);
  const Shape x2_shape = {2, 4, 5, 6};
  const auto x2 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 240, sdk::Fill::kOrdinary, 17911839290282890590u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Attention", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Attention float32.packed: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main44() {
  const Shape x0_shape = {2, 3, 32};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 192, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {2, 5, 16};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 160, sdk::Fill::kOrdinary, 13757245211066428519u);
  const Shape x2_shape = {2, 5, 12};
  const auto x2 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 120, sdk::Fill::kOrdinary, 17911839290282890590u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Attention", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 1, {{"q_num_heads", int64_t{4}}, {"kv_num_heads", int64_t{2}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// AveragePool float32.padded: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main45() {
  const Shape x0_shape = {2, 3, 7, 9};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 378, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("AveragePool", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"pads", std::vector<int64_t>{1, 1, 1, 1}}, {"strides", std::vector<int64_t>{2, 2}}, {"kernel_shape", std::vector<int64_t>{3, 3}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// AveragePool float32.ceil_padded_counted: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main46() {
  const Shape x0_shape = {1, 3, 6, 8};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 144, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("AveragePool", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"ceil_mode", int64_t{1}}, {"pads", std::vector<int64_t>{1, 1, 1, 1}}, {"strides", std::vector<int64_t>{2, 2}}, {"kernel_shape", std::vector<int64_t>{3, 3}}, {"count_include_pad", int64_t{1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// BatchNormalization float32.constant: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main47() {
  const Shape x0_shape = {2, 5, 7, 3};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 210, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {5};
  const std::vector<float> x1 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402)};
  const Shape x2_shape = {5};
  const std::vector<float> x2 = {float(0.60590183734893799), float(-0.29198682308197021), float(0.66397196054458618), float(-1.7673503160476685), float(1.6402876377105713)};
  const Shape x3_shape = {5};
  const std::vector<float> x3 = {float(-1.0175788402557373), float(1.0038098096847534), float(-1.1804838180541992), float(1.42939293384552), float(1.3690929412841797)};
  const Shape x4_shape = {5};
  const std::vector<float> x4 = {float(0.57501375675201416), float(0.98174774646759033), float(1.8609473705291748), float(1.1628082990646362), float(0.32123029232025146)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("BatchNormalization", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data())), b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data())), b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x3_shape, x3.data())), b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x4_shape, x4.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// BatchNormalization float32.training: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main48() {
  const Shape x0_shape = {3, 4, 5, 6};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 360, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {4};
  const std::vector<float> x1 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072)};
  const Shape x2_shape = {4};
  const std::vector<float> x2 = {float(0.60590183734893799), float(-0.29198682308197021), float(0.66397196054458618), float(-1.7673503160476685)};
  const Shape x3_shape = {4};
  const std::vector<float> x3 = {float(-1.0175788402557373), float(1.0038098096847534), float(-1.1804838180541992), float(1.42939293384552)};
  const Shape x4_shape = {4};
  const std::vector<float> x4 = {float(0.57501375675201416), float(0.98174774646759033), float(1.8609473705291748), float(1.1628082990646362)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("BatchNormalization", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape)), b.input("x3", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x3_shape)), b.input("x4", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x4_shape))}, 3, {{"training_mode", int64_t{1}}, {"momentum", 0.75}}, "");
    b.output("y0", outputs[0]);
    b.output("y1", outputs[1]);
    b.output("y2", outputs[2]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}, {"x3", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x3_shape, x3.data()))}, {"x4", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x4_shape, x4.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// BitCast float32.to_int32: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main49() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("BitCast", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"to", int64_t{6}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// BitCast float32.to_int32: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main50() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("BitCast", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"to", int64_t{6}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// BitShift uint8.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main51() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_UINT8, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<uint8_t> x1 = {uint8_t(0u), uint8_t(3u), uint8_t(2u), uint8_t(2u), uint8_t(1u), uint8_t(0u), uint8_t(2u), uint8_t(0u), uint8_t(1u), uint8_t(1u), uint8_t(0u)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("BitShift", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_UINT8, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_UINT8, x1_shape))}, 1, {{"direction", "LEFT"}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// BitShift uint8.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main52() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_UINT8, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<uint8_t> x1 = {uint8_t(0u), uint8_t(3u), uint8_t(2u), uint8_t(2u), uint8_t(1u), uint8_t(0u), uint8_t(2u), uint8_t(0u), uint8_t(1u), uint8_t(1u), uint8_t(0u)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("BitShift", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_UINT8, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_UINT8, x1_shape))}, 1, {{"direction", "LEFT"}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// BitwiseAnd uint8.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main53() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_UINT8, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<uint8_t> x1 = {uint8_t(14u), uint8_t(9u), uint8_t(7u), uint8_t(16u), uint8_t(5u), uint8_t(13u), uint8_t(10u), uint8_t(1u), uint8_t(10u), uint8_t(8u), uint8_t(4u)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("BitwiseAnd", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_UINT8, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_UINT8, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// BitwiseAnd uint8.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main54() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_UINT8, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<uint8_t> x1 = {uint8_t(14u), uint8_t(9u), uint8_t(7u), uint8_t(16u), uint8_t(5u), uint8_t(13u), uint8_t(10u), uint8_t(1u), uint8_t(10u), uint8_t(8u), uint8_t(4u)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("BitwiseAnd", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_UINT8, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_UINT8, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// BitwiseNot uint8.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main55() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_UINT8, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("BitwiseNot", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_UINT8, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// BitwiseNot uint8.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main56() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_UINT8, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("BitwiseNot", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_UINT8, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// BitwiseOr uint8.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main57() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_UINT8, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<uint8_t> x1 = {uint8_t(14u), uint8_t(9u), uint8_t(7u), uint8_t(16u), uint8_t(5u), uint8_t(13u), uint8_t(10u), uint8_t(1u), uint8_t(10u), uint8_t(8u), uint8_t(4u)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("BitwiseOr", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_UINT8, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_UINT8, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// BitwiseOr uint8.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main58() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_UINT8, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<uint8_t> x1 = {uint8_t(14u), uint8_t(9u), uint8_t(7u), uint8_t(16u), uint8_t(5u), uint8_t(13u), uint8_t(10u), uint8_t(1u), uint8_t(10u), uint8_t(8u), uint8_t(4u)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("BitwiseOr", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_UINT8, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_UINT8, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// BitwiseXor uint8.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main59() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_UINT8, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<uint8_t> x1 = {uint8_t(14u), uint8_t(9u), uint8_t(7u), uint8_t(16u), uint8_t(5u), uint8_t(13u), uint8_t(10u), uint8_t(1u), uint8_t(10u), uint8_t(8u), uint8_t(4u)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("BitwiseXor", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_UINT8, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_UINT8, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// BitwiseXor uint8.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main60() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_UINT8, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<uint8_t> x1 = {uint8_t(14u), uint8_t(9u), uint8_t(7u), uint8_t(16u), uint8_t(5u), uint8_t(13u), uint8_t(10u), uint8_t(1u), uint8_t(10u), uint8_t(8u), uint8_t(4u)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("BitwiseXor", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_UINT8, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_UINT8, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// BlackmanWindow float32.periodic: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main61() {
  const Shape x0_shape = {};
  const std::vector<int64_t> x0 = {int64_t(10)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("BlackmanWindow", {b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x0_shape, x0.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// BlackmanWindow float32.symmetric: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main62() {
  const Shape x0_shape = {};
  const std::vector<int64_t> x0 = {int64_t(10)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("BlackmanWindow", {b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x0_shape, x0.data()))}, 1, {{"periodic", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Cast float32.to_float32: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main63() {
  const Shape x0_shape = {3, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 21, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Cast", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"to", int64_t{1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Cast float32.to_float32: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main64() {
  const Shape x0_shape = {3, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 21, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Cast", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"to", int64_t{1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// CausalConvWithState float32.plain: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main65() {
  const Shape x0_shape = {2, 5, 9};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 90, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {5, 1, 4};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 20, sdk::Fill::kOrdinary, 13757245211066428519u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("CausalConvWithState", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 2, {}, "");
    b.output("y0", outputs[0]);
    b.output("y1", outputs[1]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// CausalConvWithState float32.silu: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main66() {
  const Shape x0_shape = {2, 5, 9};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 90, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {5, 1, 4};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 20, sdk::Fill::kOrdinary, 13757245211066428519u);
  const Shape x2_shape = {5};
  const std::vector<float> x2 = {float(0.60590183734893799), float(-0.29198682308197021), float(0.66397196054458618), float(-1.7673503160476685), float(1.6402876377105713)};
  const Shape x3_shape = {2, 5, 3};
  const auto x3 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 30, sdk::Fill::kOrdinary, 8196980753821780235u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("CausalConvWithState", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape)), b.input("x3", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x3_shape))}, 2, {{"activation", "silu"}}, "");
    b.output("y0", outputs[0]);
    b.output("y1", outputs[1]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}, {"x3", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x3_shape, x3.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Ceil float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main67() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kWide, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Ceil", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Ceil float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main68() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kWide, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Ceil", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Celu float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main69() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Celu", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Celu float32.alpha: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main70() {
  const Shape x0_shape = {5, 13};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 65, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Celu", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"alpha", 0.5}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// CenterCropPad float32.crop: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main71() {
  const Shape x0_shape = {5, 8};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 40, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {2};
  const std::vector<int64_t> x1 = {int64_t(3), int64_t(5)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("CenterCropPad", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// CenterCropPad float32.named_axes: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main72() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {2};
  const std::vector<int64_t> x1 = {int64_t(9), int64_t(2)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("CenterCropPad", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {{"axes", std::vector<int64_t>{2, 0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Clip float32.constant: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main73() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {};
  const std::vector<float> x1 = {float(1.0)};
  const Shape x2_shape = {};
  const std::vector<float> x2 = {float(2.0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Clip", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data())), b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Clip float32.constant: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main74() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {};
  const std::vector<float> x1 = {float(1.0)};
  const Shape x2_shape = {};
  const std::vector<float> x2 = {float(2.0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Clip", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data())), b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Col2Im float32.image: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main75() {
  const Shape x0_shape = {2, 18, 20};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 720, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {2};
  const std::vector<int64_t> x1 = {int64_t(6), int64_t(7)};
  const Shape x2_shape = {2};
  const std::vector<int64_t> x2 = {int64_t(3), int64_t(3)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Col2Im", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data())), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x2_shape, x2.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Col2Im float32.dilated: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main76() {
  const Shape x0_shape = {1, 6, 15};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 90, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {2};
  const std::vector<int64_t> x1 = {int64_t(5), int64_t(6)};
  const Shape x2_shape = {2};
  const std::vector<int64_t> x2 = {int64_t(2), int64_t(3)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Col2Im", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data())), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x2_shape, x2.data()))}, 1, {{"dilations", std::vector<int64_t>{2, 1}}, {"pads", std::vector<int64_t>{0, 1, 0, 0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Compress float32.rows: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main77() {
  const Shape x0_shape = {4, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 20, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {4};
  const std::vector<sdk::bool8> x1 = {sdk::bool8(true), sdk::bool8(false), sdk::bool8(false), sdk::bool8(true)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Compress", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_BOOL, x1_shape))}, 1, {{"axis", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_BOOL, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Compress float32.rows: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main78() {
  const Shape x0_shape = {4, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 20, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {4};
  const std::vector<sdk::bool8> x1 = {sdk::bool8(true), sdk::bool8(false), sdk::bool8(false), sdk::bool8(true)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Compress", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_BOOL, x1_shape))}, 1, {{"axis", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_BOOL, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Concat float32.last: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main79() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {3, 5, 2};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 30, sdk::Fill::kOrdinary, 13757245211066428519u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Concat", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {{"axis", int64_t{2}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Concat float32.last: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main80() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {3, 5, 2};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 30, sdk::Fill::kOrdinary, 13757245211066428519u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Concat", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {{"axis", int64_t{2}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ConstantOfShape float32.zeros: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main81() {
  const Shape x0_shape = {2};
  const std::vector<int64_t> x0 = {int64_t(3), int64_t(5)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ConstantOfShape", {b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x0_shape, x0.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ConstantOfShape int64.sevens: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main82() {
  const Shape x0_shape = {3};
  const std::vector<int64_t> x0 = {int64_t(2), int64_t(3), int64_t(4)};
  const Shape value_of_value_shape = {1};
  const std::vector<int64_t> value_of_value = {int64_t(7)};
  const auto value = sdk::host_view(MORTISE_DTYPE_INT64, value_of_value_shape, value_of_value.data());
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ConstantOfShape", {b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x0_shape, x0.data()))}, 1, {{"value", &value}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ConvInteger uint8.padded: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main83() {
  const Shape x0_shape = {2, 3, 7, 9};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_UINT8, 378, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {4, 3, 3, 3};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_INT8, 108, sdk::Fill::kOrdinary, 13757245211066428519u);
  const Shape x2_shape = {};
  const std::vector<uint8_t> x2 = {uint8_t(3u)};
  const Shape x3_shape = {};
  const std::vector<int8_t> x3 = {int8_t(-2)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ConvInteger", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_UINT8, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT8, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_UINT8, x2_shape)), b.input("x3", sdk::tensor_type(MORTISE_DTYPE_INT8, x3_shape))}, 1, {{"pads", std::vector<int64_t>{1, 1, 1, 1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT8, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x2_shape, x2.data()))}, {"x3", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT8, x3_shape, x3.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ConvInteger uint8.strided: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main84() {
  const Shape x0_shape = {1, 3, 9, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_UINT8, 297, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {4, 3, 3, 3};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_INT8, 108, sdk::Fill::kOrdinary, 13757245211066428519u);
  const Shape x2_shape = {};
  const std::vector<uint8_t> x2 = {uint8_t(3u)};
  const Shape x3_shape = {};
  const std::vector<int8_t> x3 = {int8_t(-2)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ConvInteger", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_UINT8, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT8, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_UINT8, x2_shape)), b.input("x3", sdk::tensor_type(MORTISE_DTYPE_INT8, x3_shape))}, 1, {{"strides", std::vector<int64_t>{2, 3}}, {"dilations", std::vector<int64_t>{2, 1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT8, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x2_shape, x2.data()))}, {"x3", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT8, x3_shape, x3.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ConvTranspose float32.plain: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main85() {
  const Shape x0_shape = {2, 3, 5, 4};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 120, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {3, 4, 3, 3};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 108, sdk::Fill::kOrdinary, 13757245211066428519u);
  const Shape x2_shape = {4};
  const std::vector<float> x2 = {float(0.60590183734893799), float(-0.29198682308197021), float(0.66397196054458618), float(-1.7673503160476685)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ConvTranspose", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data())), b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ConvTranspose float32.output_padding: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main86() {
  const Shape x0_shape = {1, 3, 5, 4};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 60, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {3, 4, 3, 3};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 108, sdk::Fill::kOrdinary, 13757245211066428519u);
  const Shape x2_shape = {4};
  const std::vector<float> x2 = {float(0.60590183734893799), float(-0.29198682308197021), float(0.66397196054458618), float(-1.7673503160476685)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ConvTranspose", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data())), b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}, 1, {{"output_padding", std::vector<int64_t>{1, 1}}, {"pads", std::vector<int64_t>{1, 1, 1, 1}}, {"strides", std::vector<int64_t>{2, 2}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Conv float32.padded: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main87() {
  const Shape x0_shape = {2, 3, 7, 9};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 378, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {5, 3, 3, 3};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 135, sdk::Fill::kOrdinary, 13757245211066428519u);
  const Shape x2_shape = {5};
  const std::vector<float> x2 = {float(0.60590183734893799), float(-0.29198682308197021), float(0.66397196054458618), float(-1.7673503160476685), float(1.6402876377105713)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Conv", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data())), b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}, 1, {{"pads", std::vector<int64_t>{1, 1, 1, 1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Conv float32.depthwise_strided: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main88() {
  const Shape x0_shape = {1, 16, 9, 9};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 1296, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {16, 1, 5, 5};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 400, sdk::Fill::kOrdinary, 13757245211066428519u);
  const Shape x2_shape = {16};
  const std::vector<float> x2 = {float(0.60590183734893799), float(-0.29198682308197021), float(0.66397196054458618), float(-1.7673503160476685), float(1.6402876377105713), float(-1.0578665733337402), float(0.74532395601272583), float(-0.11000388860702515), float(-1.098061203956604), float(-0.90169095993041992), float(-0.35759997367858887), float(1.8132297992706299), float(0.41501510143280029), float(-1.342903733253479), float(1.9370779991149902), float(-1.0223305225372314)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Conv", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data())), b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}, 1, {{"group", int64_t{16}}, {"strides", std::vector<int64_t>{2, 2}}, {"pads", std::vector<int64_t>{2, 2, 2, 2}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Cosh float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main89() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Cosh", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Cosh float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main90() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Cosh", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Cos float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main91() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kWide, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Cos", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Cos float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main92() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kWide, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Cos", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// CumProd float32.last: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main93() {
  const Shape x0_shape = {4, 6};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 24, sdk::Fill::kPositive, 10451216379200822465u);
  const Shape x1_shape = {};
  const std::vector<int64_t> x1 = {int64_t(1)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("CumProd", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// CumProd float32.both: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main94() {
  const Shape x0_shape = {4, 6};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 24, sdk::Fill::kPositive, 10451216379200822465u);
  const Shape x1_shape = {};
  const std::vector<int64_t> x1 = {int64_t(1)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("CumProd", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {{"exclusive", int64_t{1}}, {"reverse", int64_t{1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// CumSum float32.last: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main95() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {};
  const std::vector<int64_t> x1 = {int64_t(2)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("CumSum", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// CumSum float32.both: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main96() {
  const Shape x0_shape = {4, 6};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 24, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {};
  const std::vector<int64_t> x1 = {int64_t(0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("CumSum", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {{"exclusive", int64_t{1}}, {"reverse", int64_t{1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// DFT float32.real: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main97() {
  const Shape x0_shape = {3, 12, 1};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 36, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("DFT", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// DFT float32.inverse: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main98() {
  const Shape x0_shape = {2, 9, 2};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 36, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("DFT", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"inverse", int64_t{1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// DeformConv float32.plain: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main99() {
  const Shape x0_shape = {2, 4, 6, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 336, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {3, 4, 3, 2};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 72, sdk::Fill::kOrdinary, 13757245211066428519u);
  const Shape x2_shape = {2, 12, 4, 6};
  const std::vector<float> x2 = {float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("DeformConv", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// DeformConv float32.grouped: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main100() {
  const Shape x0_shape = {2, 4, 6, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 336, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {6, 2, 3, 3};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 108, sdk::Fill::kOrdinary, 13757245211066428519u);
  const Shape x2_shape = {2, 36, 6, 7};
  const std::vector<float> x2 = {float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375), float(-0.5), float(-0.0625), float(0.375), float(0.8125), float(1.25), float(-0.875), float(-0.4375), float(0.0), float(0.4375), float(0.875), float(-1.25), float(-0.8125), float(-0.375), float(0.0625), float(0.5), float(0.9375), float(-1.1875), float(-0.75), float(-0.3125), float(0.125), float(0.5625), float(1.0), float(-1.125), float(-0.6875), float(-0.25), float(0.1875), float(0.625), float(1.0625), float(-1.0625), float(-0.625), float(-0.1875), float(0.25), float(0.6875), float(1.125), float(-1.0), float(-0.5625), float(-0.125), float(0.3125), float(0.75), float(1.1875), float(-0.9375)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("DeformConv", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 1, {{"group", int64_t{2}}, {"offset_group", int64_t{2}}, {"pads", std::vector<int64_t>{1, 1, 1, 1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// DepthToSpace float32.depth_first: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main101() {
  const Shape x0_shape = {2, 8, 3, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 240, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("DepthToSpace", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"blocksize", int64_t{2}}, {"mode", "DCR"}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// DepthToSpace float32.depth_first: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main102() {
  const Shape x0_shape = {2, 8, 3, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 240, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("DepthToSpace", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"blocksize", int64_t{2}}, {"mode", "DCR"}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// DequantizeLinear uint8.all: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main103() {
  const Shape x0_shape = {4, 3};
  const std::vector<uint8_t> x0 = {uint8_t(14u), uint8_t(15u), uint8_t(7u), uint8_t(5u), uint8_t(17u), uint8_t(20u), uint8_t(20u), uint8_t(10u), uint8_t(16u), uint8_t(4u), uint8_t(11u), uint8_t(16u)};
  const Shape x1_shape = {};
  const std::vector<float> x1 = {float(0.5)};
  const Shape x2_shape = {};
  const std::vector<uint8_t> x2 = {uint8_t(3u)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("DequantizeLinear", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_UINT8, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_UINT8, x2_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// DequantizeLinear uint8.blocks: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main104() {
  const Shape x0_shape = {2, 5};
  const std::vector<uint8_t> x0 = {uint8_t(14u), uint8_t(15u), uint8_t(7u), uint8_t(5u), uint8_t(17u), uint8_t(20u), uint8_t(20u), uint8_t(10u), uint8_t(16u), uint8_t(4u)};
  const Shape x1_shape = {2, 3};
  const std::vector<float> x1 = {float(1.0), float(2.0), float(4.0), float(0.5), float(0.25), float(1.0)};
  const Shape x2_shape = {2, 3};
  const std::vector<uint8_t> x2 = {uint8_t(1u), uint8_t(2u), uint8_t(3u), uint8_t(4u), uint8_t(5u), uint8_t(6u)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("DequantizeLinear", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_UINT8, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_UINT8, x2_shape))}, 1, {{"axis", int64_t{1}}, {"block_size", int64_t{2}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Det float32.two: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main105() {
  const Shape x0_shape = {2, 2};
  const std::vector<float> x0 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Det", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Det float32.two: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main106() {
  const Shape x0_shape = {2, 2};
  const std::vector<float> x0 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Det", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Div float32.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main107() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<float> x1 = {float(-0.16522897779941559), float(-1.1709078550338745), float(1.6185874938964844), float(-0.39014008641242981), float(0.56750291585922241), float(-0.2617303729057312), float(-0.80528050661087036), float(0.64482599496841431), float(-1.7680673599243164), float(0.59046274423599243), float(-1.0219101905822754)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Div", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Div float32.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main108() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<float> x1 = {float(-0.16522897779941559), float(-1.1709078550338745), float(1.6185874938964844), float(-0.39014008641242981), float(0.56750291585922241), float(-0.2617303729057312), float(-0.80528050661087036), float(0.64482599496841431), float(-1.7680673599243164), float(0.59046274423599243), float(-1.0219101905822754)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Div", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Dropout float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main109() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Dropout", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Dropout float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main110() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Dropout", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Einsum float32.product: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main111() {
  const Shape x0_shape = {3, 5};
  const std::vector<float> x0 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456), float(-1.2923650741577148), float(-1.0243752002716064), float(0.4589867889881134), float(1.7112874984741211), float(-1.4078593254089355), float(1.1346029043197632), float(0.94718122482299805)};
  const Shape x1_shape = {5, 7};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 35, sdk::Fill::kOrdinary, 13757245211066428519u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Einsum", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {{"equation", "ij,jk->ik"}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Einsum float32.product: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main112() {
  const Shape x0_shape = {3, 5};
  const std::vector<float> x0 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456), float(-1.2923650741577148), float(-1.0243752002716064), float(0.4589867889881134), float(1.7112874984741211), float(-1.4078593254089355), float(1.1346029043197632), float(0.94718122482299805)};
  const Shape x1_shape = {5, 7};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 35, sdk::Fill::kOrdinary, 13757245211066428519u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Einsum", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {{"equation", "ij,jk->ik"}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Elu float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main113() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Elu", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Elu float32.alpha: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main114() {
  const Shape x0_shape = {5, 13};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 65, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Elu", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"alpha", 0.25}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Equal float32.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main115() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 55, sdk::Fill::kSmallInts, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<float> x1 = {float(0.0), float(3.0), float(2.0), float(2.0), float(1.0), float(0.0), float(2.0), float(0.0), float(1.0), float(1.0), float(0.0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Equal", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Equal float32.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main116() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 55, sdk::Fill::kSmallInts, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<float> x1 = {float(0.0), float(3.0), float(2.0), float(2.0), float(1.0), float(0.0), float(2.0), float(0.0), float(1.0), float(1.0), float(0.0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Equal", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Erf float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main117() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Erf", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Erf float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main118() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Erf", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Expand float32.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main119() {
  const Shape x0_shape = {7};
  const std::vector<float> x0 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082)};
  const Shape x1_shape = {3};
  const std::vector<int64_t> x1 = {int64_t(3), int64_t(5), int64_t(7)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Expand", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Expand float32.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main120() {
  const Shape x0_shape = {7};
  const std::vector<float> x0 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082)};
  const Shape x1_shape = {3};
  const std::vector<int64_t> x1 = {int64_t(3), int64_t(5), int64_t(7)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Expand", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Exp float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main121() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kWide, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Exp", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Exp float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main122() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kWide, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Exp", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// EyeLike float32.main: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main123() {
  const Shape x0_shape = {4, 6};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 24, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("EyeLike", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// EyeLike float32.above: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main124() {
  const Shape x0_shape = {4, 6};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 24, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("EyeLike", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"k", int64_t{2}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Flatten float32.default: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main125() {
  const Shape x0_shape = {2, 3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 210, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Flatten", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Flatten float32.first: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main126() {
  const Shape x0_shape = {2, 3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 210, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Flatten", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"axis", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Floor float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main127() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kWide, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Floor", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Floor float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main128() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kWide, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Floor", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// GRU float32.plain: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main129() {
  const Shape x0_shape = {4, 3, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 60, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {1, 18, 5};
  const std::vector<float> x1 = {float(0.07421875), float(0.2275390625), float(-0.1328125), float(-0.193359375), float(0.1826171875), float(0.146484375), float(-0.2197265625), float(-0.08984375), float(0.2431640625), float(0.02734375), float(-0.25), float(0.037109375), float(0.240234375), float(-0.099609375), float(-0.21484375), float(0.154296875), float(0.1748046875), float(-0.2001953125), float(-0.123046875), float(0.2314453125), float(0.0634765625), float(-0.248046875), float(0.0), float(0.248046875), float(-0.064453125), float(-0.2314453125), float(0.1240234375), float(0.19921875), float(-0.1748046875), float(-0.154296875), float(0.21484375), float(0.0986328125), float(-0.240234375), float(-0.037109375), float(0.25), float(-0.02734375), float(-0.2431640625), float(0.08984375), float(0.2197265625), float(-0.146484375), float(-0.181640625), float(0.193359375), float(0.1318359375), float(-0.2275390625), float(-0.0732421875), float(0.24609375), float(0.009765625), float(-0.2490234375), float(0.0546875), float(0.2353515625), float(-0.115234375), float(-0.205078125), float(0.16796875), float(0.162109375), float(-0.2099609375), float(-0.1083984375), float(0.2373046875), float(0.046875), float(-0.25), float(0.017578125), float(0.2451171875), float(-0.080078125), float(-0.224609375), float(0.138671875), float(0.1884765625), float(-0.1865234375), float(-0.140625), float(0.22265625), float(0.0830078125), float(-0.244140625), float(-0.0205078125), float(0.25), float(-0.0439453125), float(-0.23828125), float(0.10546875), float(0.2109375), float(-0.16015625), float(-0.169921875), float(0.2041015625), float(0.1171875), float(-0.234375), float(-0.056640625), float(0.2490234375), float(-0.0068359375), float(-0.2470703125), float(0.0703125), float(0.228515625), float(-0.1298828125), float(-0.1953125), float(0.1796875)};
  const Shape x2_shape = {1, 18, 6};
  const std::vector<float> x2 = {float(0.07421875), float(0.2275390625), float(-0.1328125), float(-0.193359375), float(0.1826171875), float(0.146484375), float(-0.2197265625), float(-0.08984375), float(0.2431640625), float(0.02734375), float(-0.25), float(0.037109375), float(0.240234375), float(-0.099609375), float(-0.21484375), float(0.154296875), float(0.1748046875), float(-0.2001953125), float(-0.123046875), float(0.2314453125), float(0.0634765625), float(-0.248046875), float(0.0), float(0.248046875), float(-0.064453125), float(-0.2314453125), float(0.1240234375), float(0.19921875), float(-0.1748046875), float(-0.154296875), float(0.21484375), float(0.0986328125), float(-0.240234375), float(-0.037109375), float(0.25), float(-0.02734375), float(-0.2431640625), float(0.08984375), float(0.2197265625), float(-0.146484375), float(-0.181640625), float(0.193359375), float(0.1318359375), float(-0.2275390625), float(-0.0732421875), float(0.24609375), float(0.009765625), float(-0.2490234375), float(0.0546875), float(0.2353515625), float(-0.115234375), float(-0.205078125), float(0.16796875), float(0.162109375), float(-0.2099609375), float(-0.1083984375), float(0.2373046875), float(0.046875), float(-0.25), float(0.017578125), float(0.2451171875), float(-0.080078125), float(-0.224609375), float(0.138671875), float(0.1884765625), float(-0.1865234375), float(-0.140625), float(0.22265625), float(0.0830078125), float(-0.244140625), float(-0.0205078125), float(0.25), float(-0.0439453125), float(-0.23828125), float(0.10546875), float(0.2109375), float(-0.16015625), float(-0.169921875), float(0.2041015625), float(0.1171875), float(-0.234375), float(-0.056640625), float(0.2490234375), float(-0.0068359375), float(-0.2470703125), float(0.0703125), float(0.228515625), float(-0.1298828125), float(-0.1953125), float(0.1796875), float(0.1484375), float(-0.21875), float(-0.0927734375), float(0.2421875), float(0.0302734375), float(-0.25), float(0.0341796875), float(0.2412109375), float(-0.0966796875), float(-0.216796875), float(0.15234375), float(0.1767578125), float(-0.197265625), float(-0.1259765625), float(0.23046875), float(0.06640625), float(-0.2470703125), float(-0.0029296875)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("GRU", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 2, {}, "");
    b.output("y0", outputs[0]);
    b.output("y1", outputs[1]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// GRU float32.reverse: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main130() {
  const Shape x0_shape = {4, 3, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 60, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {1, 18, 5};
  const std::vector<float> x1 = {float(0.07421875), float(0.2275390625), float(-0.1328125), float(-0.193359375), float(0.1826171875), float(0.146484375), float(-0.2197265625), float(-0.08984375), float(0.2431640625), float(0.02734375), float(-0.25), float(0.037109375), float(0.240234375), float(-0.099609375), float(-0.21484375), float(0.154296875), float(0.1748046875), float(-0.2001953125), float(-0.123046875), float(0.2314453125), float(0.0634765625), float(-0.248046875), float(0.0), float(0.248046875), float(-0.064453125), float(-0.2314453125), float(0.1240234375), float(0.19921875), float(-0.1748046875), float(-0.154296875), float(0.21484375), float(0.0986328125), float(-0.240234375), float(-0.037109375), float(0.25), float(-0.02734375), float(-0.2431640625), float(0.08984375), float(0.2197265625), float(-0.146484375), float(-0.181640625), float(0.193359375), float(0.1318359375), float(-0.2275390625), float(-0.0732421875), float(0.24609375), float(0.009765625), float(-0.2490234375), float(0.0546875), float(0.2353515625), float(-0.115234375), float(-0.205078125), float(0.16796875), float(0.162109375), float(-0.2099609375), float(-0.1083984375), float(0.2373046875), float(0.046875), float(-0.25), float(0.017578125), float(0.2451171875), float(-0.080078125), float(-0.224609375), float(0.138671875), float(0.1884765625), float(-0.1865234375), float(-0.140625), float(0.22265625), float(0.0830078125), float(-0.244140625), float(-0.0205078125), float(0.25), float(-0.0439453125), float(-0.23828125), float(0.10546875), float(0.2109375), float(-0.16015625), float(-0.169921875), float(0.2041015625), float(0.1171875), float(-0.234375), float(-0.056640625), float(0.2490234375), float(-0.0068359375), float(-0.2470703125), float(0.0703125), float(0.228515625), float(-0.1298828125), float(-0.1953125), float(0.1796875)};
  const Shape x2_shape = {1, 18, 6};
  const std::vector<float> x2 = {float(0.07421875), float(0.2275390625), float(-0.1328125), float(-0.193359375), float(0.1826171875), float(0.146484375), float(-0.2197265625), float(-0.08984375), float(0.2431640625), float(0.02734375), float(-0.25), float(0.037109375), float(0.240234375), float(-0.099609375), float(-0.21484375), float(0.154296875), float(0.1748046875), float(-0.2001953125), float(-0.123046875), float(0.2314453125), float(0.0634765625), float(-0.248046875), float(0.0), float(0.248046875), float(-0.064453125), float(-0.2314453125), float(0.1240234375), float(0.19921875), float(-0.1748046875), float(-0.154296875), float(0.21484375), float(0.0986328125), float(-0.240234375), float(-0.037109375), float(0.25), float(-0.02734375), float(-0.2431640625), float(0.08984375), float(0.2197265625), float(-0.146484375), float(-0.181640625), float(0.193359375), float(0.1318359375), float(-0.2275390625), float(-0.0732421875), float(0.24609375), float(0.009765625), float(-0.2490234375), float(0.0546875), float(0.2353515625), float(-0.115234375), float(-0.205078125), float(0.16796875), float(0.162109375), float(-0.2099609375), float(-0.1083984375), float(0.2373046875), float(0.046875), float(-0.25), float(0.017578125), float(0.2451171875), float(-0.080078125), float(-0.224609375), float(0.138671875), float(0.1884765625), float(-0.1865234375), float(-0.140625), float(0.22265625), float(0.0830078125), float(-0.244140625), float(-0.0205078125), float(0.25), float(-0.0439453125), float(-0.23828125), float(0.10546875), float(0.2109375), float(-0.16015625), float(-0.169921875), float(0.2041015625), float(0.1171875), float(-0.234375), float(-0.056640625), float(0.2490234375), float(-0.0068359375), float(-0.2470703125), float(0.0703125), float(0.228515625), float(-0.1298828125), float(-0.1953125), float(0.1796875), float(0.1484375), float(-0.21875), float(-0.0927734375), float(0.2421875), float(0.0302734375), float(-0.25), float(0.0341796875), float(0.2412109375), float(-0.0966796875), float(-0.216796875), float(0.15234375), float(0.1767578125), float(-0.197265625), float(-0.1259765625), float(0.23046875), float(0.06640625), float(-0.2470703125), float(-0.0029296875)};
  const Shape x3_shape = {1, 36};
  const std::vector<float> x3 = {float(0.07421875), float(0.2275390625), float(-0.1328125), float(-0.193359375), float(0.1826171875), float(0.146484375), float(-0.2197265625), float(-0.08984375), float(0.2431640625), float(0.02734375), float(-0.25), float(0.037109375), float(0.240234375), float(-0.099609375), float(-0.21484375), float(0.154296875), float(0.1748046875), float(-0.2001953125), float(-0.123046875), float(0.2314453125), float(0.0634765625), float(-0.248046875), float(0.0), float(0.248046875), float(-0.064453125), float(-0.2314453125), float(0.1240234375), float(0.19921875), float(-0.1748046875), float(-0.154296875), float(0.21484375), float(0.0986328125), float(-0.240234375), float(-0.037109375), float(0.25), float(-0.02734375)};
  const Shape x4_shape = {3};
  const std::vector<int32_t> x4 = {int32_t(4), int32_t(1), int32_t(3)};
  const Shape x5_shape = {1, 3, 6};
  const auto x5 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 18, sdk::Fill::kOrdinary, 13757245211066428519u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("GRU", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape)), b.input("x3", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x3_shape)), b.input("x4", sdk::tensor_type(MORTISE_DTYPE_INT32, x4_shape)), b.input("x5", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x5_shape))}, 2, {{"direction", "reverse"}}, "");
    b.output("y0", outputs[0]);
    b.output("y1", outputs[1]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}, {"x3", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x3_shape, x3.data()))}, {"x4", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT32, x4_shape, x4.data()))}, {"x5", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x5_shape, x5.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// GatherElements float32.columns: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main131() {
  const Shape x0_shape = {4, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 20, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {4, 3};
  const std::vector<int64_t> x1 = {int64_t(0), int64_t(3), int64_t(2), int64_t(2), int64_t(1), int64_t(0), int64_t(2), int64_t(0), int64_t(1), int64_t(1), int64_t(0), int64_t(0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("GatherElements", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT64, x1_shape))}, 1, {{"axis", int64_t{1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// GatherElements float32.columns: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main132() {
  const Shape x0_shape = {4, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 20, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {4, 3};
  const std::vector<int64_t> x1 = {int64_t(0), int64_t(3), int64_t(2), int64_t(2), int64_t(1), int64_t(0), int64_t(2), int64_t(0), int64_t(1), int64_t(1), int64_t(0), int64_t(0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("GatherElements", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT64, x1_shape))}, 1, {{"axis", int64_t{1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// GatherND float32.elements: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main133() {
  const Shape x0_shape = {4, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 20, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {3, 2};
  const std::vector<int64_t> x1 = {int64_t(0), int64_t(0), int64_t(3), int64_t(4), int64_t(-1), int64_t(-2)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("GatherND", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT64, x1_shape))}, 1, {{"batch_dims", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// GatherND float32.elements: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main134() {
  const Shape x0_shape = {4, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 20, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {3, 2};
  const std::vector<int64_t> x1 = {int64_t(0), int64_t(0), int64_t(3), int64_t(4), int64_t(-1), int64_t(-2)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("GatherND", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT64, x1_shape))}, 1, {{"batch_dims", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Gather float32.rows: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main135() {
  const Shape x0_shape = {5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 35, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {4};
  const std::vector<int64_t> x1 = {int64_t(3), int64_t(0), int64_t(3), int64_t(1)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Gather", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT64, x1_shape))}, 1, {{"axis", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Gather float32.rows: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main136() {
  const Shape x0_shape = {5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 35, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {4};
  const std::vector<int64_t> x1 = {int64_t(3), int64_t(0), int64_t(3), int64_t(1)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Gather", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT64, x1_shape))}, 1, {{"axis", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Gelu float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main137() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Gelu", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Gelu float32.tanh: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main138() {
  const Shape x0_shape = {5, 13};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 65, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Gelu", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"approximate", "tanh"}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Gemm float32.plain: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main139() {
  const Shape x0_shape = {3, 5};
  const std::vector<float> x0 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456), float(-1.2923650741577148), float(-1.0243752002716064), float(0.4589867889881134), float(1.7112874984741211), float(-1.4078593254089355), float(1.1346029043197632), float(0.94718122482299805)};
  const Shape x1_shape = {5, 7};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 35, sdk::Fill::kOrdinary, 13757245211066428519u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Gemm", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Gemm float32.transposed: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main140() {
  const Shape x0_shape = {5, 3};
  const std::vector<float> x0 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456), float(-1.2923650741577148), float(-1.0243752002716064), float(0.4589867889881134), float(1.7112874984741211), float(-1.4078593254089355), float(1.1346029043197632), float(0.94718122482299805)};
  const Shape x1_shape = {7, 5};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 35, sdk::Fill::kOrdinary, 13757245211066428519u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Gemm", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {{"transA", int64_t{1}}, {"transB", int64_t{1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// GlobalAveragePool float32.image: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main141() {
  const Shape x0_shape = {2, 17, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 1190, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("GlobalAveragePool", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// GlobalAveragePool float32.image: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main142() {
  const Shape x0_shape = {2, 17, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 1190, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("GlobalAveragePool", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// GlobalLpPool float32.image: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main143() {
  const Shape x0_shape = {2, 17, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 1190, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("GlobalLpPool", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// GlobalLpPool float32.sums: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main144() {
  const Shape x0_shape = {2, 17, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 1190, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("GlobalLpPool", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"p", int64_t{1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// GlobalMaxPool float32.image: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main145() {
  const Shape x0_shape = {2, 17, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 1190, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("GlobalMaxPool", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// GlobalMaxPool float32.image: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main146() {
  const Shape x0_shape = {2, 17, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 1190, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("GlobalMaxPool", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// GreaterOrEqual float32.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main147() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 55, sdk::Fill::kSmallInts, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<float> x1 = {float(0.0), float(3.0), float(2.0), float(2.0), float(1.0), float(0.0), float(2.0), float(0.0), float(1.0), float(1.0), float(0.0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("GreaterOrEqual", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// GreaterOrEqual float32.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main148() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 55, sdk::Fill::kSmallInts, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<float> x1 = {float(0.0), float(3.0), float(2.0), float(2.0), float(1.0), float(0.0), float(2.0), float(0.0), float(1.0), float(1.0), float(0.0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("GreaterOrEqual", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Greater float32.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main149() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 55, sdk::Fill::kSmallInts, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<float> x1 = {float(0.0), float(3.0), float(2.0), float(2.0), float(1.0), float(0.0), float(2.0), float(0.0), float(1.0), float(1.0), float(0.0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Greater", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Greater float32.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main150() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 55, sdk::Fill::kSmallInts, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<float> x1 = {float(0.0), float(3.0), float(2.0), float(2.0), float(1.0), float(0.0), float(2.0), float(0.0), float(1.0), float(1.0), float(0.0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Greater", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// GridSample float32.linear_zeros: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main151() {
  const Shape x0_shape = {1, 3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {1, 2, 3, 2};
  const std::vector<float> x1 = {float(0.125), float(-0.25), float(0.625), float(0.75), float(-1.0), float(1.0), float(1.25), float(0.0625), float(-1.375), float(-2.25), float(0.0), float(0.0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("GridSample", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {{"mode", "linear"}, {"padding_mode", "zeros"}, {"align_corners", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// GridSample float32.linear_zeros: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main152() {
  const Shape x0_shape = {1, 3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {1, 2, 3, 2};
  const std::vector<float> x1 = {float(0.125), float(-0.25), float(0.625), float(0.75), float(-1.0), float(1.0), float(1.25), float(0.0625), float(-1.375), float(-2.25), float(0.0), float(0.0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("GridSample", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {{"mode", "linear"}, {"padding_mode", "zeros"}, {"align_corners", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// GroupNormalization float32.image: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main153() {
  const Shape x0_shape = {2, 6, 5, 3};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 180, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {6};
  const std::vector<float> x1 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402), float(1.197026252746582)};
  const Shape x2_shape = {6};
  const std::vector<float> x2 = {float(0.60590183734893799), float(-0.29198682308197021), float(0.66397196054458618), float(-1.7673503160476685), float(1.6402876377105713), float(-1.0578665733337402)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("GroupNormalization", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 1, {{"num_groups", int64_t{3}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// GroupNormalization float32.epsilon: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main154() {
  const Shape x0_shape = {2, 4, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 40, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {4};
  const std::vector<float> x1 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072)};
  const Shape x2_shape = {4};
  const std::vector<float> x2 = {float(0.60590183734893799), float(-0.29198682308197021), float(0.66397196054458618), float(-1.7673503160476685)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("GroupNormalization", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 1, {{"epsilon", 0.125}, {"num_groups", int64_t{2}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// HammingWindow float32.periodic: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main155() {
  const Shape x0_shape = {};
  const std::vector<int64_t> x0 = {int64_t(10)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("HammingWindow", {b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x0_shape, x0.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// HammingWindow float32.symmetric: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main156() {
  const Shape x0_shape = {};
  const std::vector<int64_t> x0 = {int64_t(10)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("HammingWindow", {b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x0_shape, x0.data()))}, 1, {{"periodic", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// HannWindow float32.periodic: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main157() {
  const Shape x0_shape = {};
  const std::vector<int64_t> x0 = {int64_t(10)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("HannWindow", {b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x0_shape, x0.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// HannWindow float32.symmetric: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main158() {
  const Shape x0_shape = {};
  const std::vector<int64_t> x0 = {int64_t(10)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("HannWindow", {b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x0_shape, x0.data()))}, 1, {{"periodic", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// HardSigmoid float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main159() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("HardSigmoid", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// HardSigmoid float32.line: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main160() {
  const Shape x0_shape = {5, 13};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 65, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("HardSigmoid", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"alpha", 0.5}, {"beta", 0.25}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// HardSwish float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main161() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("HardSwish", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// HardSwish float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main162() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("HardSwish", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Hardmax float32.last: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main163() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Hardmax", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Hardmax float32.middle: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main164() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Hardmax", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"axis", int64_t{1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Identity float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main165() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Identity", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Identity float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main166() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Identity", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// InstanceNormalization float32.image: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main167() {
  const Shape x0_shape = {2, 5, 7, 3};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 210, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {5};
  const std::vector<float> x1 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402)};
  const Shape x2_shape = {5};
  const std::vector<float> x2 = {float(0.60590183734893799), float(-0.29198682308197021), float(0.66397196054458618), float(-1.7673503160476685), float(1.6402876377105713)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("InstanceNormalization", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// InstanceNormalization float32.epsilon: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main168() {
  const Shape x0_shape = {2, 3, 4, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 120, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {3};
  const std::vector<float> x1 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363)};
  const Shape x2_shape = {3};
  const std::vector<float> x2 = {float(0.60590183734893799), float(-0.29198682308197021), float(0.66397196054458618)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("InstanceNormalization", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 1, {{"epsilon", 0.125}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// IsInf float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main169() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kNonFinite, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("IsInf", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// IsInf float32.positive: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main170() {
  const Shape x0_shape = {5, 13};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 65, sdk::Fill::kNonFinite, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("IsInf", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"detect_negative", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// IsNaN float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main171() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kNan, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("IsNaN", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// IsNaN float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main172() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kNan, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("IsNaN", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// LRN float32.default: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main173() {
  const Shape x0_shape = {2, 7, 3, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 210, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("LRN", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"size", int64_t{5}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// LRN float32.even: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main174() {
  const Shape x0_shape = {2, 5, 3};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 30, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("LRN", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"alpha", 0.5}, {"beta", 0.5}, {"bias", 2.0}, {"size", int64_t{4}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// LSTM float32.plain: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main175() {
  const Shape x0_shape = {4, 3, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 60, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {1, 24, 5};
  const std::vector<float> x1 = {float(0.07421875), float(0.2275390625), float(-0.1328125), float(-0.193359375), float(0.1826171875), float(0.146484375), float(-0.2197265625), float(-0.08984375), float(0.2431640625), float(0.02734375), float(-0.25), float(0.037109375), float(0.240234375), float(-0.099609375), float(-0.21484375), float(0.154296875), float(0.1748046875), float(-0.2001953125), float(-0.123046875), float(0.2314453125), float(0.0634765625), float(-0.248046875), float(0.0), float(0.248046875), float(-0.064453125), float(-0.2314453125), float(0.1240234375), float(0.19921875), float(-0.1748046875), float(-0.154296875), float(0.21484375), float(0.0986328125), float(-0.240234375), float(-0.037109375), float(0.25), float(-0.02734375), float(-0.2431640625), float(0.08984375), float(0.2197265625), float(-0.146484375), float(-0.181640625), float(0.193359375), float(0.1318359375), float(-0.2275390625), float(-0.0732421875), float(0.24609375), float(0.009765625), float(-0.2490234375), float(0.0546875), float(0.2353515625), float(-0.115234375), float(-0.205078125), float(0.16796875), float(0.162109375), float(-0.2099609375), float(-0.1083984375), float(0.2373046875), float(0.046875), float(-0.25), float(0.017578125), float(0.2451171875), float(-0.080078125), float(-0.224609375), float(0.138671875), float(0.1884765625), float(-0.1865234375), float(-0.140625), float(0.22265625), float(0.0830078125), float(-0.244140625), float(-0.0205078125), float(0.25), float(-0.0439453125), float(-0.23828125), float(0.10546875), float(0.2109375), float(-0.16015625), float(-0.169921875), float(0.2041015625), float(0.1171875), float(-0.234375), float(-0.056640625), float(0.2490234375), float(-0.0068359375), float(-0.2470703125), float(0.0703125), float(0.228515625), float(-0.1298828125), float(-0.1953125), float(0.1796875), float(0.1484375), float(-0.21875), float(-0.0927734375), float(0.2421875), float(0.0302734375), float(-0.25), float(0.0341796875), float(0.2412109375), float(-0.0966796875), float(-0.216796875), float(0.15234375), float(0.1767578125), float(-0.197265625), float(-0.1259765625), float(0.23046875), float(0.06640625), float(-0.2470703125), float(-0.0029296875), float(0.248046875), float(-0.060546875), float(-0.232421875), float(0.12109375), float(0.201171875), float(-0.1728515625), float(-0.1572265625), float(0.212890625), float(0.1015625), float(-0.2392578125), float(-0.0400390625), float(0.25)};
  const Shape x2_shape = {1, 24, 6};
  const std::vector<float> x2 = {float(0.07421875), float(0.2275390625), float(-0.1328125), float(-0.193359375), float(0.1826171875), float(0.146484375), float(-0.2197265625), float(-0.08984375), float(0.2431640625), float(0.02734375), float(-0.25), float(0.037109375), float(0.240234375), float(-0.099609375), float(-0.21484375), float(0.154296875), float(0.1748046875), float(-0.2001953125), float(-0.123046875), float(0.2314453125), float(0.0634765625), float(-0.248046875), float(0.0), float(0.248046875), float(-0.064453125), float(-0.2314453125), float(0.1240234375), float(0.19921875), float(-0.1748046875), float(-0.154296875), float(0.21484375), float(0.0986328125), float(-0.240234375), float(-0.037109375), float(0.25), float(-0.02734375), float(-0.2431640625), float(0.08984375), float(0.2197265625), float(-0.146484375), float(-0.181640625), float(0.193359375), float(0.1318359375), float(-0.2275390625), float(-0.0732421875), float(0.24609375), float(0.009765625), float(-0.2490234375), float(0.0546875), float(0.2353515625), float(-0.115234375), float(-0.205078125), float(0.16796875), float(0.162109375), float(-0.2099609375), float(-0.1083984375), float(0.2373046875), float(0.046875), float(-0.25), float(0.017578125), float(0.2451171875), float(-0.080078125), float(-0.224609375), float(0.138671875), float(0.1884765625), float(-0.1865234375), float(-0.140625), float(0.22265625), float(0.0830078125), float(-0.244140625), float(-0.0205078125), float(0.25), float(-0.0439453125), float(-0.23828125), float(0.10546875), float(0.2109375), float(-0.16015625), float(-0.169921875), float(0.2041015625), float(0.1171875), float(-0.234375), float(-0.056640625), float(0.2490234375), float(-0.0068359375), float(-0.2470703125), float(0.0703125), float(0.228515625), float(-0.1298828125), float(-0.1953125), float(0.1796875), float(0.1484375), float(-0.21875), float(-0.0927734375), float(0.2421875), float(0.0302734375), float(-0.25), float(0.0341796875), float(0.2412109375), float(-0.0966796875), float(-0.216796875), float(0.15234375), float(0.1767578125), float(-0.197265625), float(-0.1259765625), float(0.23046875), float(0.06640625), float(-0.2470703125), float(-0.0029296875), float(0.248046875), float(-0.060546875), float(-0.232421875), float(0.12109375), float(0.201171875), float(-0.1728515625), float(-0.1572265625), float(0.212890625), float(0.1015625), float(-0.2392578125), float(-0.0400390625), float(0.25), float(-0.0244140625), float(-0.244140625), float(0.0869140625), float(0.2216796875), float(-0.1435546875), float(-0.1845703125), float(0.19140625), float(0.134765625), float(-0.2265625), float(-0.076171875), float(0.24609375), float(0.013671875), float(-0.2490234375), float(0.05078125), float(0.236328125), float(-0.1123046875), float(-0.20703125), float(0.1650390625), float(0.1650390625), float(-0.2080078125), float(-0.111328125), float(0.236328125), float(0.05078125), float(-0.2490234375)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("LSTM", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 3, {}, "");
    b.output("y0", outputs[0]);
    b.output("y1", outputs[1]);
    b.output("y2", outputs[2]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// LSTM float32.reverse: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main176() {
  const Shape x0_shape = {4, 3, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 60, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {1, 24, 5};
  const std::vector<float> x1 = {float(0.07421875), float(0.2275390625), float(-0.1328125), float(-0.193359375), float(0.1826171875), float(0.146484375), float(-0.2197265625), float(-0.08984375), float(0.2431640625), float(0.02734375), float(-0.25), float(0.037109375), float(0.240234375), float(-0.099609375), float(-0.21484375), float(0.154296875), float(0.1748046875), float(-0.2001953125), float(-0.123046875), float(0.2314453125), float(0.0634765625), float(-0.248046875), float(0.0), float(0.248046875), float(-0.064453125), float(-0.2314453125), float(0.1240234375), float(0.19921875), float(-0.1748046875), float(-0.154296875), float(0.21484375), float(0.0986328125), float(-0.240234375), float(-0.037109375), float(0.25), float(-0.02734375), float(-0.2431640625), float(0.08984375), float(0.2197265625), float(-0.146484375), float(-0.181640625), float(0.193359375), float(0.1318359375), float(-0.2275390625), float(-0.0732421875), float(0.24609375), float(0.009765625), float(-0.2490234375), float(0.0546875), float(0.2353515625), float(-0.115234375), float(-0.205078125), float(0.16796875), float(0.162109375), float(-0.2099609375), float(-0.1083984375), float(0.2373046875), float(0.046875), float(-0.25), float(0.017578125), float(0.2451171875), float(-0.080078125), float(-0.224609375), float(0.138671875), float(0.1884765625), float(-0.1865234375), float(-0.140625), float(0.22265625), float(0.0830078125), float(-0.244140625), float(-0.0205078125), float(0.25), float(-0.0439453125), float(-0.23828125), float(0.10546875), float(0.2109375), float(-0.16015625), float(-0.169921875), float(0.2041015625), float(0.1171875), float(-0.234375), float(-0.056640625), float(0.2490234375), float(-0.0068359375), float(-0.2470703125), float(0.0703125), float(0.228515625), float(-0.1298828125), float(-0.1953125), float(0.1796875), float(0.1484375), float(-0.21875), float(-0.0927734375), float(0.2421875), float(0.0302734375), float(-0.25), float(0.0341796875), float(0.2412109375), float(-0.0966796875), float(-0.216796875), float(0.15234375), float(0.1767578125), float(-0.197265625), float(-0.1259765625), float(0.23046875), float(0.06640625), float(-0.2470703125), float(-0.0029296875), float(0.248046875), float(-0.060546875), float(-0.232421875), float(0.12109375), float(0.201171875), float(-0.1728515625), float(-0.1572265625), float(0.212890625), float(0.1015625), float(-0.2392578125), float(-0.0400390625), float(0.25)};
  const Shape x2_shape = {1, 24, 6};
  const std::vector<float> x2 = {float(0.07421875), float(0.2275390625), float(-0.1328125), float(-0.193359375), float(0.1826171875), float(0.146484375), float(-0.2197265625), float(-0.08984375), float(0.2431640625), float(0.02734375), float(-0.25), float(0.037109375), float(0.240234375), float(-0.099609375), float(-0.21484375), float(0.154296875), float(0.1748046875), float(-0.2001953125), float(-0.123046875), float(0.2314453125), float(0.0634765625), float(-0.248046875), float(0.0), float(0.248046875), float(-0.064453125), float(-0.2314453125), float(0.1240234375), float(0.19921875), float(-0.1748046875), float(-0.154296875), float(0.21484375), float(0.0986328125), float(-0.240234375), float(-0.037109375), float(0.25), float(-0.02734375), float(-0.2431640625), float(0.08984375), float(0.2197265625), float(-0.146484375), float(-0.181640625), float(0.193359375), float(0.1318359375), float(-0.2275390625), float(-0.0732421875), float(0.24609375), float(0.009765625), float(-0.2490234375), float(0.0546875), float(0.2353515625), float(-0.115234375), float(-0.205078125), float(0.16796875), float(0.162109375), float(-0.2099609375), float(-0.1083984375), float(0.2373046875), float(0.046875), float(-0.25), float(0.017578125), float(0.2451171875), float(-0.080078125), float(-0.224609375), float(0.138671875), float(0.1884765625), float(-0.1865234375), float(-0.140625), float(0.22265625), float(0.0830078125), float(-0.244140625), float(-0.0205078125), float(0.25), float(-0.0439453125), float(-0.23828125), float(0.10546875), float(0.2109375), float(-0.16015625), float(-0.169921875), float(0.2041015625), float(0.1171875), float(-0.234375), float(-0.056640625), float(0.2490234375), float(-0.0068359375), float(-0.2470703125), float(0.0703125), float(0.228515625), float(-0.1298828125), float(-0.1953125), float(0.1796875), float(0.1484375), float(-0.21875), float(-0.0927734375), float(0.2421875), float(0.0302734375), float(-0.25), float(0.0341796875), float(0.2412109375), float(-0.0966796875), float(-0.216796875), float(0.15234375), float(0.1767578125), float(-0.197265625), float(-0.1259765625), float(0.23046875), float(0.06640625), float(-0.2470703125), float(-0.0029296875), float(0.248046875), float(-0.060546875), float(-0.232421875), float(0.12109375), float(0.201171875), float(-0.1728515625), float(-0.1572265625), float(0.212890625), float(0.1015625), float(-0.2392578125), float(-0.0400390625), float(0.25), float(-0.0244140625), float(-0.244140625), float(0.0869140625), float(0.2216796875), float(-0.1435546875), float(-0.1845703125), float(0.19140625), float(0.134765625), float(-0.2265625), float(-0.076171875), float(0.24609375), float(0.013671875), float(-0.2490234375), float(0.05078125), float(0.236328125), float(-0.1123046875), float(-0.20703125), float(0.1650390625), float(0.1650390625), float(-0.2080078125), float(-0.111328125), float(0.236328125), float(0.05078125), float(-0.2490234375)};
  const Shape x3_shape = {1, 48};
  const std::vector<float> x3 = {float(0.07421875), float(0.2275390625), float(-0.1328125), float(-0.193359375), float(0.1826171875), float(0.146484375), float(-0.2197265625), float(-0.08984375), float(0.2431640625), float(0.02734375), float(-0.25), float(0.037109375), float(0.240234375), float(-0.099609375), float(-0.21484375), float(0.154296875), float(0.1748046875), float(-0.2001953125), float(-0.123046875), float(0.2314453125), float(0.0634765625), float(-0.248046875), float(0.0), float(0.248046875), float(-0.064453125), float(-0.2314453125), float(0.1240234375), float(0.19921875), float(-0.1748046875), float(-0.154296875), float(0.21484375), float(0.0986328125), float(-0.240234375), float(-0.037109375), float(0.25), float(-0.02734375), float(-0.2431640625), float(0.08984375), float(0.2197265625), float(-0.146484375), float(-0.181640625), float(0.193359375), float(0.1318359375), float(-0.2275390625), float(-0.0732421875), float(0.24609375), float(0.009765625), float(-0.2490234375)};
  const Shape x4_shape = {3};
  const std::vector<int32_t> x4 = {int32_t(4), int32_t(1), int32_t(3)};
  const Shape x5_shape = {1, 3, 6};
  const auto x5 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 18, sdk::Fill::kOrdinary, 13757245211066428519u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("LSTM", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape)), b.input("x3", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x3_shape)), b.input("x4", sdk::tensor_type(MORTISE_DTYPE_INT32, x4_shape)), b.input("x5", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x5_shape))}, 3, {{"direction", "reverse"}}, "");
    b.output("y0", outputs[0]);
    b.output("y1", outputs[1]);
    b.output("y2", outputs[2]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}, {"x3", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x3_shape, x3.data()))}, {"x4", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT32, x4_shape, x4.data()))}, {"x5", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x5_shape, x5.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// LayerNormalization float32.constant: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main177() {
  const Shape x0_shape = {3, 5, 17};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 255, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {17};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 17, sdk::Fill::kOrdinary, 13757245211066428519u);
  const Shape x2_shape = {17};
  const auto x2 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 17, sdk::Fill::kOrdinary, 17911839290282890590u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("LayerNormalization", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data())), b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// LayerNormalization float32.two_axes: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main178() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {5, 7};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 35, sdk::Fill::kOrdinary, 13757245211066428519u);
  const Shape x2_shape = {5, 7};
  const auto x2 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 35, sdk::Fill::kOrdinary, 17911839290282890590u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("LayerNormalization", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 1, {{"axis", int64_t{1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// LeakyRelu float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main179() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("LeakyRelu", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// LeakyRelu float32.alpha: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main180() {
  const Shape x0_shape = {5, 13};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 65, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("LeakyRelu", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"alpha", 0.29999999999999999}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// LessOrEqual float32.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main181() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 55, sdk::Fill::kSmallInts, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<float> x1 = {float(0.0), float(3.0), float(2.0), float(2.0), float(1.0), float(0.0), float(2.0), float(0.0), float(1.0), float(1.0), float(0.0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("LessOrEqual", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// LessOrEqual float32.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main182() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 55, sdk::Fill::kSmallInts, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<float> x1 = {float(0.0), float(3.0), float(2.0), float(2.0), float(1.0), float(0.0), float(2.0), float(0.0), float(1.0), float(1.0), float(0.0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("LessOrEqual", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Less float32.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main183() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 55, sdk::Fill::kSmallInts, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<float> x1 = {float(0.0), float(3.0), float(2.0), float(2.0), float(1.0), float(0.0), float(2.0), float(0.0), float(1.0), float(1.0), float(0.0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Less", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Less float32.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main184() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 55, sdk::Fill::kSmallInts, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<float> x1 = {float(0.0), float(3.0), float(2.0), float(2.0), float(1.0), float(0.0), float(2.0), float(0.0), float(1.0), float(1.0), float(0.0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Less", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// LinearAttention float32.linear: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main185() {
  const Shape x0_shape = {2, 3, 32};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 192, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {2, 3, 16};
  const std::vector<float> x1 = {float(-0.25), float(-0.09375), float(0.0625), float(0.21875), float(-0.15625), float(0.0), float(0.15625), float(-0.21875), float(-0.0625), float(0.09375), float(0.25), float(-0.125), float(0.03125), float(0.1875), float(-0.1875), float(-0.03125), float(0.125), float(-0.25), float(-0.09375), float(0.0625), float(0.21875), float(-0.15625), float(0.0), float(0.15625), float(-0.21875), float(-0.0625), float(0.09375), float(0.25), float(-0.125), float(0.03125), float(0.1875), float(-0.1875), float(-0.03125), float(0.125), float(-0.25), float(-0.09375), float(0.0625), float(0.21875), float(-0.15625), float(0.0), float(0.15625), float(-0.21875), float(-0.0625), float(0.09375), float(0.25), float(-0.125), float(0.03125), float(0.1875), float(-0.1875), float(-0.03125), float(0.125), float(-0.25), float(-0.09375), float(0.0625), float(0.21875), float(-0.15625), float(0.0), float(0.15625), float(-0.21875), float(-0.0625), float(0.09375), float(0.25), float(-0.125), float(0.03125), float(0.1875), float(-0.1875), float(-0.03125), float(0.125), float(-0.25), float(-0.09375), float(0.0625), float(0.21875), float(-0.15625), float(0.0), float(0.15625), float(-0.21875), float(-0.0625), float(0.09375), float(0.25), float(-0.125), float(0.03125), float(0.1875), float(-0.1875), float(-0.03125), float(0.125), float(-0.25), float(-0.09375), float(0.0625), float(0.21875), float(-0.15625), float(0.0), float(0.15625), float(-0.21875), float(-0.0625), float(0.09375), float(0.25)};
  const Shape x2_shape = {2, 3, 12};
  const auto x2 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 72, sdk::Fill::kOrdinary, 13757245211066428519u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("LinearAttention", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 2, {{"update_rule", "linear"}, {"q_num_heads", int64_t{4}}, {"kv_num_heads", int64_t{2}}}, "");
    b.output("y0", outputs[0]);
    b.output("y1", outputs[1]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// LinearAttention float32.linear: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main186() {
  const Shape x0_shape = {2, 3, 32};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 192, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {2, 3, 16};
  const std::vector<float> x1 = {float(-0.25), float(-0.09375), float(0.0625), float(0.21875), float(-0.15625), float(0.0), float(0.15625), float(-0.21875), float(-0.0625), float(0.09375), float(0.25), float(-0.125), float(0.03125), float(0.1875), float(-0.1875), float(-0.03125), float(0.125), float(-0.25), float(-0.09375), float(0.0625), float(0.21875), float(-0.15625), float(0.0), float(0.15625), float(-0.21875), float(-0.0625), float(0.09375), float(0.25), float(-0.125), float(0.03125), float(0.1875), float(-0.1875), float(-0.03125), float(0.125), float(-0.25), float(-0.09375), float(0.0625), float(0.21875), float(-0.15625), float(0.0), float(0.15625), float(-0.21875), float(-0.0625), float(0.09375), float(0.25), float(-0.125), float(0.03125), float(0.1875), float(-0.1875), float(-0.03125), float(0.125), float(-0.25), float(-0.09375), float(0.0625), float(0.21875), float(-0.15625), float(0.0), float(0.15625), float(-0.21875), float(-0.0625), float(0.09375), float(0.25), float(-0.125), float(0.03125), float(0.1875), float(-0.1875), float(-0.03125), float(0.125), float(-0.25), float(-0.09375), float(0.0625), float(0.21875), float(-0.15625), float(0.0), float(0.15625), float(-0.21875), float(-0.0625), float(0.09375), float(0.25), float(-0.125), float(0.03125), float(0.1875), float(-0.1875), float(-0.03125), float(0.125), float(-0.25), float(-0.09375), float(0.0625), float(0.21875), float(-0.15625), float(0.0), float(0.15625), float(-0.21875), float(-0.0625), float(0.09375), float(0.25)};
  const Shape x2_shape = {2, 3, 12};
  const auto x2 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 72, sdk::Fill::kOrdinary, 13757245211066428519u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("LinearAttention", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 2, {{"update_rule", "linear"}, {"q_num_heads", int64_t{4}}, {"kv_num_heads", int64_t{2}}}, "");
    b.output("y0", outputs[0]);
    b.output("y1", outputs[1]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// LogSoftmax float32.last: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main187() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("LogSoftmax", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// LogSoftmax float32.middle: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main188() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("LogSoftmax", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"axis", int64_t{1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Log float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main189() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kPositive, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Log", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Log float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main190() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kPositive, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Log", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// LpNormalization float32.last: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main191() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("LpNormalization", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// LpNormalization float32.sums: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main192() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("LpNormalization", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"axis", int64_t{1}}, {"p", int64_t{1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// LpPool float32.padded: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main193() {
  const Shape x0_shape = {2, 3, 7, 9};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 378, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("LpPool", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"pads", std::vector<int64_t>{1, 1, 1, 1}}, {"strides", std::vector<int64_t>{2, 2}}, {"kernel_shape", std::vector<int64_t>{3, 3}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// LpPool float32.ceil_padded: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main194() {
  const Shape x0_shape = {1, 3, 6, 8};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 144, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("LpPool", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"ceil_mode", int64_t{1}}, {"pads", std::vector<int64_t>{1, 1, 1, 1}}, {"strides", std::vector<int64_t>{2, 2}}, {"kernel_shape", std::vector<int64_t>{3, 3}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// MatMulInteger uint8.zero_points: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main195() {
  const Shape x0_shape = {4, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_UINT8, 20, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {5, 7};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_INT8, 35, sdk::Fill::kOrdinary, 13757245211066428519u);
  const Shape x2_shape = {};
  const std::vector<uint8_t> x2 = {uint8_t(3u)};
  const Shape x3_shape = {};
  const std::vector<int8_t> x3 = {int8_t(-2)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("MatMulInteger", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_UINT8, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT8, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_UINT8, x2_shape)), b.input("x3", sdk::tensor_type(MORTISE_DTYPE_INT8, x3_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT8, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x2_shape, x2.data()))}, {"x3", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT8, x3_shape, x3.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// MatMulInteger uint8.zero_points: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main196() {
  const Shape x0_shape = {4, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_UINT8, 20, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {5, 7};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_INT8, 35, sdk::Fill::kOrdinary, 13757245211066428519u);
  const Shape x2_shape = {};
  const std::vector<uint8_t> x2 = {uint8_t(3u)};
  const Shape x3_shape = {};
  const std::vector<int8_t> x3 = {int8_t(-2)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("MatMulInteger", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_UINT8, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT8, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_UINT8, x2_shape)), b.input("x3", sdk::tensor_type(MORTISE_DTYPE_INT8, x3_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT8, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x2_shape, x2.data()))}, {"x3", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT8, x3_shape, x3.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// MatMul float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main197() {
  const Shape x0_shape = {3, 5};
  const std::vector<float> x0 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456), float(-1.2923650741577148), float(-1.0243752002716064), float(0.4589867889881134), float(1.7112874984741211), float(-1.4078593254089355), float(1.1346029043197632), float(0.94718122482299805)};
  const Shape x1_shape = {5, 7};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 35, sdk::Fill::kOrdinary, 13757245211066428519u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("MatMul", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// MatMul float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main198() {
  const Shape x0_shape = {3, 5};
  const std::vector<float> x0 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456), float(-1.2923650741577148), float(-1.0243752002716064), float(0.4589867889881134), float(1.7112874984741211), float(-1.4078593254089355), float(1.1346029043197632), float(0.94718122482299805)};
  const Shape x1_shape = {5, 7};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 35, sdk::Fill::kOrdinary, 13757245211066428519u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("MatMul", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// MaxPool float32.padded: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main199() {
  const Shape x0_shape = {2, 3, 7, 9};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 378, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("MaxPool", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"pads", std::vector<int64_t>{1, 1, 1, 1}}, {"strides", std::vector<int64_t>{2, 2}}, {"kernel_shape", std::vector<int64_t>{3, 3}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// MaxPool float32.ceil_padded: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main200() {
  const Shape x0_shape = {1, 3, 6, 8};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 144, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("MaxPool", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"ceil_mode", int64_t{1}}, {"pads", std::vector<int64_t>{1, 1, 1, 1}}, {"strides", std::vector<int64_t>{2, 2}}, {"kernel_shape", std::vector<int64_t>{3, 3}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// MaxUnpool float32.image: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main201() {
  const Shape x0_shape = {1, 2, 2, 2};
  const std::vector<float> x0 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456)};
  const Shape x1_shape = {1, 2, 2, 2};
  const std::vector<int64_t> x1 = {int64_t(5), int64_t(2), int64_t(8), int64_t(15), int64_t(17), int64_t(19), int64_t(24), int64_t(31)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("MaxUnpool", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT64, x1_shape))}, 1, {{"kernel_shape", std::vector<int64_t>{2, 2}}, {"strides", std::vector<int64_t>{2, 2}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// MaxUnpool float32.image: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main202() {
  const Shape x0_shape = {1, 2, 2, 2};
  const std::vector<float> x0 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456)};
  const Shape x1_shape = {1, 2, 2, 2};
  const std::vector<int64_t> x1 = {int64_t(5), int64_t(2), int64_t(8), int64_t(15), int64_t(17), int64_t(19), int64_t(24), int64_t(31)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("MaxUnpool", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT64, x1_shape))}, 1, {{"kernel_shape", std::vector<int64_t>{2, 2}}, {"strides", std::vector<int64_t>{2, 2}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Max float32.three: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main203() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {5, 1};
  const std::vector<float> x1 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402)};
  const Shape x2_shape = {7};
  const std::vector<float> x2 = {float(0.60590183734893799), float(-0.29198682308197021), float(0.66397196054458618), float(-1.7673503160476685), float(1.6402876377105713), float(-1.0578665733337402), float(0.74532395601272583)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Max", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Max float32.three: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main204() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {5, 1};
  const std::vector<float> x1 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402)};
  const Shape x2_shape = {7};
  const std::vector<float> x2 = {float(0.60590183734893799), float(-0.29198682308197021), float(0.66397196054458618), float(-1.7673503160476685), float(1.6402876377105713), float(-1.0578665733337402), float(0.74532395601272583)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Max", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// MelWeightMatrix float32.small: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main205() {
  const Shape x0_shape = {};
  const std::vector<int64_t> x0 = {int64_t(8)};
  const Shape x1_shape = {};
  const std::vector<int64_t> x1 = {int64_t(16)};
  const Shape x2_shape = {};
  const std::vector<int64_t> x2 = {int64_t(8192)};
  const Shape x3_shape = {};
  const std::vector<float> x3 = {float(0.0)};
  const Shape x4_shape = {};
  const std::vector<float> x4 = {float(4000.0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("MelWeightMatrix", {b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x0_shape, x0.data())), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data())), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x2_shape, x2.data())), b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x3_shape, x3.data())), b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x4_shape, x4.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// MelWeightMatrix float32.small: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main206() {
  const Shape x0_shape = {};
  const std::vector<int64_t> x0 = {int64_t(8)};
  const Shape x1_shape = {};
  const std::vector<int64_t> x1 = {int64_t(16)};
  const Shape x2_shape = {};
  const std::vector<int64_t> x2 = {int64_t(8192)};
  const Shape x3_shape = {};
  const std::vector<float> x3 = {float(0.0)};
  const Shape x4_shape = {};
  const std::vector<float> x4 = {float(4000.0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("MelWeightMatrix", {b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x0_shape, x0.data())), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data())), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x2_shape, x2.data())), b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x3_shape, x3.data())), b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x4_shape, x4.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Min float32.three: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main207() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {5, 1};
  const std::vector<float> x1 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402)};
  const Shape x2_shape = {7};
  const std::vector<float> x2 = {float(0.60590183734893799), float(-0.29198682308197021), float(0.66397196054458618), float(-1.7673503160476685), float(1.6402876377105713), float(-1.0578665733337402), float(0.74532395601272583)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Min", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Min float32.three: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main208() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {5, 1};
  const std::vector<float> x1 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402)};
  const Shape x2_shape = {7};
  const std::vector<float> x2 = {float(0.60590183734893799), float(-0.29198682308197021), float(0.66397196054458618), float(-1.7673503160476685), float(1.6402876377105713), float(-1.0578665733337402), float(0.74532395601272583)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Min", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Mish float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main209() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Mish", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Mish float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main210() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Mish", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Mod uint8.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main211() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_UINT8, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<uint8_t> x1 = {uint8_t(17u), uint8_t(8u), uint8_t(15u), uint8_t(3u), uint8_t(6u), uint8_t(5u), uint8_t(11u), uint8_t(13u), uint8_t(18u), uint8_t(2u), uint8_t(9u)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Mod", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_UINT8, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_UINT8, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Mod uint8.like_c: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main212() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_UINT8, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<uint8_t> x1 = {uint8_t(17u), uint8_t(8u), uint8_t(15u), uint8_t(3u), uint8_t(6u), uint8_t(5u), uint8_t(11u), uint8_t(13u), uint8_t(18u), uint8_t(2u), uint8_t(9u)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Mod", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_UINT8, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_UINT8, x1_shape))}, 1, {{"fmod", int64_t{1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Mul float32.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main213() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<float> x1 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402), float(1.197026252746582), float(-0.33252665400505066), float(-1.3891787528991699), float(0.89613336324691772), float(-1.0157833099365234), float(-0.26435258984565735)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Mul", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Mul float32.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main214() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<float> x1 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402), float(1.197026252746582), float(-0.33252665400505066), float(-1.3891787528991699), float(0.89613336324691772), float(-1.0157833099365234), float(-0.26435258984565735)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Mul", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// NegativeLogLikelihoodLoss float32.none: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main215() {
  const Shape x0_shape = {6, 3};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 18, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {6};
  const std::vector<int64_t> x1 = {int64_t(0), int64_t(2), int64_t(1), int64_t(2), int64_t(0), int64_t(1)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("NegativeLogLikelihoodLoss", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT64, x1_shape))}, 1, {{"reduction", "none"}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// NegativeLogLikelihoodLoss float32.ignored: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main216() {
  const Shape x0_shape = {6, 3};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 18, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {6};
  const std::vector<int64_t> x1 = {int64_t(0), int64_t(2), int64_t(1), int64_t(2), int64_t(0), int64_t(1)};
  const Shape x2_shape = {3};
  const std::vector<float> x2 = {float(0.98723596334457397), float(0.16522897779941559), float(0.18734273314476013)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("NegativeLogLikelihoodLoss", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT64, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 1, {{"ignore_index", int64_t{2}}, {"reduction", "mean"}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Neg float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main217() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Neg", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Neg float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main218() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Neg", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// NonMaxSuppression float32.all: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main219() {
  const Shape x0_shape = {1, 6, 4};
  const std::vector<float> x0 = {float(0.0), float(0.0), float(1.0), float(1.0), float(0.0), float(0.125), float(1.0), float(1.125), float(0.0), float(-0.125), float(1.0), float(0.875), float(0.0), float(10.0), float(1.0), float(11.0), float(0.0), float(10.125), float(1.0), float(11.125), float(0.0), float(11.0), float(1.0), float(12.0)};
  const Shape x1_shape = {1, 2, 6};
  const std::vector<float> x1 = {float(0.89999997615814209), float(0.75), float(0.60000002384185791), float(0.94999998807907104), float(0.5), float(0.30000001192092896), float(0.10000000149011612), float(0.20000000298023224), float(0.30000001192092896), float(0.40000000596046448), float(0.5), float(0.60000002384185791)};
  const Shape x2_shape = {};
  const std::vector<int64_t> x2 = {int64_t(3)};
  const Shape x3_shape = {};
  const std::vector<float> x3 = {float(0.5)};
  const Shape x4_shape = {};
  const std::vector<float> x4 = {float(0.25)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("NonMaxSuppression", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_INT64, x2_shape)), b.input("x3", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x3_shape)), b.input("x4", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x4_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x2_shape, x2.data()))}, {"x3", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x3_shape, x3.data()))}, {"x4", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x4_shape, x4.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// NonMaxSuppression float32.centres: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main220() {
  const Shape x0_shape = {1, 6, 4};
  const std::vector<float> x0 = {float(0.0), float(0.0), float(1.0), float(1.0), float(0.0), float(0.125), float(1.0), float(1.125), float(0.0), float(-0.125), float(1.0), float(0.875), float(0.0), float(10.0), float(1.0), float(11.0), float(0.0), float(10.125), float(1.0), float(11.125), float(0.0), float(11.0), float(1.0), float(12.0)};
  const Shape x1_shape = {1, 2, 6};
  const std::vector<float> x1 = {float(0.89999997615814209), float(0.75), float(0.60000002384185791), float(0.94999998807907104), float(0.5), float(0.30000001192092896), float(0.10000000149011612), float(0.20000000298023224), float(0.30000001192092896), float(0.40000000596046448), float(0.5), float(0.60000002384185791)};
  const Shape x2_shape = {};
  const std::vector<int64_t> x2 = {int64_t(3)};
  const Shape x3_shape = {};
  const std::vector<float> x3 = {float(0.5)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("NonMaxSuppression", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_INT64, x2_shape)), b.input("x3", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x3_shape))}, 1, {{"center_point_box", int64_t{1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x2_shape, x2.data()))}, {"x3", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x3_shape, x3.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// NonZero float32.matrix: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main221() {
  const Shape x0_shape = {4, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 20, sdk::Fill::kSmallInts, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("NonZero", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// NonZero float32.matrix: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main222() {
  const Shape x0_shape = {4, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 20, sdk::Fill::kSmallInts, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("NonZero", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Not bool.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main223() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_BOOL, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Not", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_BOOL, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_BOOL, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Not bool.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main224() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_BOOL, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Not", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_BOOL, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_BOOL, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// OneHot float32.last: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main225() {
  const Shape x0_shape = {2, 3};
  const std::vector<int64_t> x0 = {int64_t(0), int64_t(4), int64_t(-1), int64_t(2), int64_t(3), int64_t(-5)};
  const Shape x1_shape = {};
  const std::vector<int64_t> x1 = {int64_t(5)};
  const Shape x2_shape = {2};
  const std::vector<float> x2 = {float(0.0), float(1.0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("OneHot", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_INT64, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data())), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x0_shape, x0.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// OneHot float32.first: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main226() {
  const Shape x0_shape = {3};
  const std::vector<int64_t> x0 = {int64_t(0), int64_t(2), int64_t(4)};
  const Shape x1_shape = {};
  const std::vector<int64_t> x1 = {int64_t(5)};
  const Shape x2_shape = {2};
  const std::vector<float> x2 = {float(0.0), float(1.0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("OneHot", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_INT64, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data())), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 1, {{"axis", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x0_shape, x0.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Or bool.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main227() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_BOOL, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<sdk::bool8> x1 = {sdk::bool8(true), sdk::bool8(false), sdk::bool8(true), sdk::bool8(true), sdk::bool8(false), sdk::bool8(true), sdk::bool8(true), sdk::bool8(true), sdk::bool8(false), sdk::bool8(false), sdk::bool8(true)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Or", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_BOOL, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_BOOL, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_BOOL, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_BOOL, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Or bool.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main228() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_BOOL, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<sdk::bool8> x1 = {sdk::bool8(true), sdk::bool8(false), sdk::bool8(true), sdk::bool8(true), sdk::bool8(false), sdk::bool8(true), sdk::bool8(true), sdk::bool8(true), sdk::bool8(false), sdk::bool8(false), sdk::bool8(true)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Or", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_BOOL, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_BOOL, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_BOOL, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_BOOL, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// PRelu float32.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main229() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<float> x1 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402), float(1.197026252746582), float(-0.33252665400505066), float(-1.3891787528991699), float(0.89613336324691772), float(-1.0157833099365234), float(-0.26435258984565735)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("PRelu", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// PRelu float32.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main230() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<float> x1 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402), float(1.197026252746582), float(-0.33252665400505066), float(-1.3891787528991699), float(0.89613336324691772), float(-1.0157833099365234), float(-0.26435258984565735)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("PRelu", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Pad float32.zeros: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main231() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {6};
  const std::vector<int64_t> x1 = {int64_t(1), int64_t(0), int64_t(2), int64_t(0), int64_t(3), int64_t(1)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Pad", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {{"mode", "constant"}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Pad float32.zeros: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main232() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {6};
  const std::vector<int64_t> x1 = {int64_t(1), int64_t(0), int64_t(2), int64_t(0), int64_t(3), int64_t(1)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Pad", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {{"mode", "constant"}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Pow float32.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main233() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 55, sdk::Fill::kPositive, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<float> x1 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402), float(1.197026252746582), float(-0.33252665400505066), float(-1.3891787528991699), float(0.89613336324691772), float(-1.0157833099365234), float(-0.26435258984565735)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Pow", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Pow float32.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main234() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 55, sdk::Fill::kPositive, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<float> x1 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402), float(1.197026252746582), float(-0.33252665400505066), float(-1.3891787528991699), float(0.89613336324691772), float(-1.0157833099365234), float(-0.26435258984565735)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Pow", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// QLinearConv uint8.all: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main235() {
  const Shape x0_shape = {2, 2, 7, 9};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_UINT8, 252, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {};
  const std::vector<float> x1 = {float(0.5)};
  const Shape x2_shape = {};
  const std::vector<uint8_t> x2 = {uint8_t(3u)};
  const Shape x3_shape = {3, 2, 3, 3};
  const auto x3 = sdk::random_elements(MORTISE_DTYPE_INT8, 54, sdk::Fill::kOrdinary, 13757245211066428519u);
  const Shape x4_shape = {};
  const std::vector<float> x4 = {float(0.25)};
  const Shape x5_shape = {};
  const std::vector<int8_t> x5 = {int8_t(1)};
  const Shape x6_shape = {};
  const std::vector<float> x6 = {float(4.0)};
  const Shape x7_shape = {};
  const std::vector<uint8_t> x7 = {uint8_t(3u)};
  const Shape x8_shape = {3};
  const std::vector<int32_t> x8 = {int32_t(-40), int32_t(7), int32_t(400)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("QLinearConv", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_UINT8, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_UINT8, x2_shape)), b.input("x3", sdk::tensor_type(MORTISE_DTYPE_INT8, x3_shape)), b.input("x4", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x4_shape)), b.input("x5", sdk::tensor_type(MORTISE_DTYPE_INT8, x5_shape)), b.input("x6", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x6_shape)), b.input("x7", sdk::tensor_type(MORTISE_DTYPE_UINT8, x7_shape)), b.input("x8", sdk::tensor_type(MORTISE_DTYPE_INT32, x8_shape))}, 1, {{"pads", std::vector<int64_t>{1, 1, 1, 1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x2_shape, x2.data()))}, {"x3", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT8, x3_shape, x3.data()))}, {"x4", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x4_shape, x4.data()))}, {"x5", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT8, x5_shape, x5.data()))}, {"x6", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x6_shape, x6.data()))}, {"x7", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x7_shape, x7.data()))}, {"x8", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT32, x8_shape, x8.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// QLinearConv uint8.all: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main236() {
  const Shape x0_shape = {2, 2, 7, 9};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_UINT8, 252, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {};
  const std::vector<float> x1 = {float(0.5)};
  const Shape x2_shape = {};
  const std::vector<uint8_t> x2 = {uint8_t(3u)};
  const Shape x3_shape = {3, 2, 3, 3};
  const auto x3 = sdk::random_elements(MORTISE_DTYPE_INT8, 54, sdk::Fill::kOrdinary, 13757245211066428519u);
  const Shape x4_shape = {};
  const std::vector<float> x4 = {float(0.25)};
  const Shape x5_shape = {};
  const std::vector<int8_t> x5 = {int8_t(1)};
  const Shape x6_shape = {};
  const std::vector<float> x6 = {float(4.0)};
  const Shape x7_shape = {};
  const std::vector<uint8_t> x7 = {uint8_t(3u)};
  const Shape x8_shape = {3};
  const std::vector<int32_t> x8 = {int32_t(-40), int32_t(7), int32_t(400)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("QLinearConv", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_UINT8, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_UINT8, x2_shape)), b.input("x3", sdk::tensor_type(MORTISE_DTYPE_INT8, x3_shape)), b.input("x4", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x4_shape)), b.input("x5", sdk::tensor_type(MORTISE_DTYPE_INT8, x5_shape)), b.input("x6", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x6_shape)), b.input("x7", sdk::tensor_type(MORTISE_DTYPE_UINT8, x7_shape)), b.input("x8", sdk::tensor_type(MORTISE_DTYPE_INT32, x8_shape))}, 1, {{"pads", std::vector<int64_t>{1, 1, 1, 1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x2_shape, x2.data()))}, {"x3", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT8, x3_shape, x3.data()))}, {"x4", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x4_shape, x4.data()))}, {"x5", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT8, x5_shape, x5.data()))}, {"x6", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x6_shape, x6.data()))}, {"x7", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x7_shape, x7.data()))}, {"x8", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT32, x8_shape, x8.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// QLinearMatMul uint8.all: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main237() {
  const Shape x0_shape = {4, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_UINT8, 20, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {};
  const std::vector<float> x1 = {float(0.5)};
  const Shape x2_shape = {};
  const std::vector<uint8_t> x2 = {uint8_t(3u)};
  const Shape x3_shape = {5, 7};
  const auto x3 = sdk::random_elements(MORTISE_DTYPE_INT8, 35, sdk::Fill::kOrdinary, 13757245211066428519u);
  const Shape x4_shape = {};
  const std::vector<float> x4 = {float(0.25)};
  const Shape x5_shape = {};
  const std::vector<int8_t> x5 = {int8_t(1)};
  const Shape x6_shape = {};
  const std::vector<float> x6 = {float(2.0)};
  const Shape x7_shape = {};
  const std::vector<uint8_t> x7 = {uint8_t(3u)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("QLinearMatMul", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_UINT8, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_UINT8, x2_shape)), b.input("x3", sdk::tensor_type(MORTISE_DTYPE_INT8, x3_shape)), b.input("x4", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x4_shape)), b.input("x5", sdk::tensor_type(MORTISE_DTYPE_INT8, x5_shape)), b.input("x6", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x6_shape)), b.input("x7", sdk::tensor_type(MORTISE_DTYPE_UINT8, x7_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x2_shape, x2.data()))}, {"x3", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT8, x3_shape, x3.data()))}, {"x4", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x4_shape, x4.data()))}, {"x5", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT8, x5_shape, x5.data()))}, {"x6", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x6_shape, x6.data()))}, {"x7", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x7_shape, x7.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// QLinearMatMul uint8.all: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main238() {
  const Shape x0_shape = {4, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_UINT8, 20, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {};
  const std::vector<float> x1 = {float(0.5)};
  const Shape x2_shape = {};
  const std::vector<uint8_t> x2 = {uint8_t(3u)};
  const Shape x3_shape = {5, 7};
  const auto x3 = sdk::random_elements(MORTISE_DTYPE_INT8, 35, sdk::Fill::kOrdinary, 13757245211066428519u);
  const Shape x4_shape = {};
  const std::vector<float> x4 = {float(0.25)};
  const Shape x5_shape = {};
  const std::vector<int8_t> x5 = {int8_t(1)};
  const Shape x6_shape = {};
  const std::vector<float> x6 = {float(2.0)};
  const Shape x7_shape = {};
  const std::vector<uint8_t> x7 = {uint8_t(3u)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("QLinearMatMul", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_UINT8, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_UINT8, x2_shape)), b.input("x3", sdk::tensor_type(MORTISE_DTYPE_INT8, x3_shape)), b.input("x4", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x4_shape)), b.input("x5", sdk::tensor_type(MORTISE_DTYPE_INT8, x5_shape)), b.input("x6", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x6_shape)), b.input("x7", sdk::tensor_type(MORTISE_DTYPE_UINT8, x7_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x2_shape, x2.data()))}, {"x3", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT8, x3_shape, x3.data()))}, {"x4", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x4_shape, x4.data()))}, {"x5", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT8, x5_shape, x5.data()))}, {"x6", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x6_shape, x6.data()))}, {"x7", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x7_shape, x7.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// QuantizeLinear uint8.all: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main239() {
  const Shape x0_shape = {4, 3};
  const std::vector<float> x0 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456), float(-1.2923650741577148), float(-1.0243752002716064), float(0.4589867889881134), float(1.7112874984741211)};
  const Shape x1_shape = {};
  const std::vector<float> x1 = {float(0.5)};
  const Shape x2_shape = {};
  const std::vector<uint8_t> x2 = {uint8_t(3u)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("QuantizeLinear", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_UINT8, x2_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// QuantizeLinear uint8.blocks: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main240() {
  const Shape x0_shape = {2, 5};
  const std::vector<float> x0 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456), float(-1.2923650741577148), float(-1.0243752002716064)};
  const Shape x1_shape = {2, 3};
  const std::vector<float> x1 = {float(1.0), float(2.0), float(4.0), float(0.5), float(0.25), float(1.0)};
  const Shape x2_shape = {2, 3};
  const std::vector<uint8_t> x2 = {uint8_t(1u), uint8_t(2u), uint8_t(3u), uint8_t(4u), uint8_t(5u), uint8_t(6u)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("QuantizeLinear", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_UINT8, x2_shape))}, 1, {{"axis", int64_t{1}}, {"block_size", int64_t{2}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_UINT8, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// RMSNormalization float32.variable: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main241() {
  const Shape x0_shape = {3, 5, 17};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 255, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {17};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 17, sdk::Fill::kOrdinary, 13757245211066428519u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("RMSNormalization", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// RMSNormalization float32.two_axes: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main242() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {5, 7};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 35, sdk::Fill::kOrdinary, 13757245211066428519u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("RMSNormalization", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {{"axis", int64_t{1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// RNN float32.plain: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main243() {
  const Shape x0_shape = {4, 3, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 60, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {1, 6, 5};
  const std::vector<float> x1 = {float(0.07421875), float(0.2275390625), float(-0.1328125), float(-0.193359375), float(0.1826171875), float(0.146484375), float(-0.2197265625), float(-0.08984375), float(0.2431640625), float(0.02734375), float(-0.25), float(0.037109375), float(0.240234375), float(-0.099609375), float(-0.21484375), float(0.154296875), float(0.1748046875), float(-0.2001953125), float(-0.123046875), float(0.2314453125), float(0.0634765625), float(-0.248046875), float(0.0), float(0.248046875), float(-0.064453125), float(-0.2314453125), float(0.1240234375), float(0.19921875), float(-0.1748046875), float(-0.154296875)};
  const Shape x2_shape = {1, 6, 6};
  const std::vector<float> x2 = {float(0.07421875), float(0.2275390625), float(-0.1328125), float(-0.193359375), float(0.1826171875), float(0.146484375), float(-0.2197265625), float(-0.08984375), float(0.2431640625), float(0.02734375), float(-0.25), float(0.037109375), float(0.240234375), float(-0.099609375), float(-0.21484375), float(0.154296875), float(0.1748046875), float(-0.2001953125), float(-0.123046875), float(0.2314453125), float(0.0634765625), float(-0.248046875), float(0.0), float(0.248046875), float(-0.064453125), float(-0.2314453125), float(0.1240234375), float(0.19921875), float(-0.1748046875), float(-0.154296875), float(0.21484375), float(0.0986328125), float(-0.240234375), float(-0.037109375), float(0.25), float(-0.02734375)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("RNN", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 2, {}, "");
    b.output("y0", outputs[0]);
    b.output("y1", outputs[1]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// RNN float32.reverse: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main244() {
  const Shape x0_shape = {4, 3, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 60, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {1, 6, 5};
  const std::vector<float> x1 = {float(0.07421875), float(0.2275390625), float(-0.1328125), float(-0.193359375), float(0.1826171875), float(0.146484375), float(-0.2197265625), float(-0.08984375), float(0.2431640625), float(0.02734375), float(-0.25), float(0.037109375), float(0.240234375), float(-0.099609375), float(-0.21484375), float(0.154296875), float(0.1748046875), float(-0.2001953125), float(-0.123046875), float(0.2314453125), float(0.0634765625), float(-0.248046875), float(0.0), float(0.248046875), float(-0.064453125), float(-0.2314453125), float(0.1240234375), float(0.19921875), float(-0.1748046875), float(-0.154296875)};
  const Shape x2_shape = {1, 6, 6};
  const std::vector<float> x2 = {float(0.07421875), float(0.2275390625), float(-0.1328125), float(-0.193359375), float(0.1826171875), float(0.146484375), float(-0.2197265625), float(-0.08984375), float(0.2431640625), float(0.02734375), float(-0.25), float(0.037109375), float(0.240234375), float(-0.099609375), float(-0.21484375), float(0.154296875), float(0.1748046875), float(-0.2001953125), float(-0.123046875), float(0.2314453125), float(0.0634765625), float(-0.248046875), float(0.0), float(0.248046875), float(-0.064453125), float(-0.2314453125), float(0.1240234375), float(0.19921875), float(-0.1748046875), float(-0.154296875), float(0.21484375), float(0.0986328125), float(-0.240234375), float(-0.037109375), float(0.25), float(-0.02734375)};
  const Shape x3_shape = {1, 12};
  const std::vector<float> x3 = {float(0.07421875), float(0.2275390625), float(-0.1328125), float(-0.193359375), float(0.1826171875), float(0.146484375), float(-0.2197265625), float(-0.08984375), float(0.2431640625), float(0.02734375), float(-0.25), float(0.037109375)};
  const Shape x4_shape = {3};
  const std::vector<int32_t> x4 = {int32_t(4), int32_t(1), int32_t(3)};
  const Shape x5_shape = {1, 3, 6};
  const auto x5 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 18, sdk::Fill::kOrdinary, 13757245211066428519u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("RNN", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape)), b.input("x3", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x3_shape)), b.input("x4", sdk::tensor_type(MORTISE_DTYPE_INT32, x4_shape)), b.input("x5", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x5_shape))}, 2, {{"direction", "reverse"}}, "");
    b.output("y0", outputs[0]);
    b.output("y1", outputs[1]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}, {"x3", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x3_shape, x3.data()))}, {"x4", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT32, x4_shape, x4.data()))}, {"x5", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x5_shape, x5.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Range float32.up: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main245() {
  const Shape x0_shape = {};
  const std::vector<float> x0 = {float(0.0)};
  const Shape x1_shape = {};
  const std::vector<float> x1 = {float(9.0)};
  const Shape x2_shape = {};
  const std::vector<float> x2 = {float(1.0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Range", {b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data())), b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data())), b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Range float32.up: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main246() {
  const Shape x0_shape = {};
  const std::vector<float> x0 = {float(0.0)};
  const Shape x1_shape = {};
  const std::vector<float> x1 = {float(9.0)};
  const Shape x2_shape = {};
  const std::vector<float> x2 = {float(1.0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Range", {b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data())), b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data())), b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Reciprocal float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main247() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kNonZero, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Reciprocal", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Reciprocal float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main248() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kNonZero, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Reciprocal", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ReduceL1 float32.last: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main249() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {1};
  const std::vector<int64_t> x1 = {int64_t(2)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ReduceL1", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ReduceL1 float32.middle_dropped: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main250() {
  const Shape x0_shape = {3, 4, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 60, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {1};
  const std::vector<int64_t> x1 = {int64_t(1)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ReduceL1", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {{"keepdims", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ReduceL2 float32.last: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main251() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {1};
  const std::vector<int64_t> x1 = {int64_t(2)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ReduceL2", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ReduceL2 float32.middle_dropped: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main252() {
  const Shape x0_shape = {3, 4, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 60, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {1};
  const std::vector<int64_t> x1 = {int64_t(1)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ReduceL2", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {{"keepdims", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ReduceLogSumExp float32.last: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main253() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {1};
  const std::vector<int64_t> x1 = {int64_t(2)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ReduceLogSumExp", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ReduceLogSumExp float32.middle_dropped: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main254() {
  const Shape x0_shape = {3, 4, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 60, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {1};
  const std::vector<int64_t> x1 = {int64_t(1)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ReduceLogSumExp", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {{"keepdims", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ReduceLogSum float32.last: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main255() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kPositive, 10451216379200822465u);
  const Shape x1_shape = {1};
  const std::vector<int64_t> x1 = {int64_t(2)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ReduceLogSum", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ReduceLogSum float32.middle_dropped: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main256() {
  const Shape x0_shape = {3, 4, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 60, sdk::Fill::kPositive, 10451216379200822465u);
  const Shape x1_shape = {1};
  const std::vector<int64_t> x1 = {int64_t(1)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ReduceLogSum", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {{"keepdims", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ReduceMax float32.last: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main257() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {1};
  const std::vector<int64_t> x1 = {int64_t(2)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ReduceMax", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ReduceMax float32.middle_dropped: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main258() {
  const Shape x0_shape = {3, 4, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 60, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {1};
  const std::vector<int64_t> x1 = {int64_t(1)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ReduceMax", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {{"keepdims", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ReduceMean float32.last: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main259() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {1};
  const std::vector<int64_t> x1 = {int64_t(2)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ReduceMean", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ReduceMean float32.middle_dropped: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main260() {
  const Shape x0_shape = {3, 4, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 60, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {1};
  const std::vector<int64_t> x1 = {int64_t(1)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ReduceMean", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {{"keepdims", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ReduceMin float32.last: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main261() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {1};
  const std::vector<int64_t> x1 = {int64_t(2)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ReduceMin", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ReduceMin float32.middle_dropped: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main262() {
  const Shape x0_shape = {3, 4, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 60, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {1};
  const std::vector<int64_t> x1 = {int64_t(1)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ReduceMin", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {{"keepdims", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ReduceProd float32.last: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main263() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kNonZero, 10451216379200822465u);
  const Shape x1_shape = {1};
  const std::vector<int64_t> x1 = {int64_t(2)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ReduceProd", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ReduceProd float32.middle_dropped: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main264() {
  const Shape x0_shape = {3, 4, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 60, sdk::Fill::kNonZero, 10451216379200822465u);
  const Shape x1_shape = {1};
  const std::vector<int64_t> x1 = {int64_t(1)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ReduceProd", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {{"keepdims", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ReduceSumSquare float32.last: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main265() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {1};
  const std::vector<int64_t> x1 = {int64_t(2)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ReduceSumSquare", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ReduceSumSquare float32.middle_dropped: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main266() {
  const Shape x0_shape = {3, 4, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 60, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {1};
  const std::vector<int64_t> x1 = {int64_t(1)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ReduceSumSquare", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {{"keepdims", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ReduceSum float32.last: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main267() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {1};
  const std::vector<int64_t> x1 = {int64_t(2)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ReduceSum", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ReduceSum float32.middle_dropped: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main268() {
  const Shape x0_shape = {3, 4, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 60, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {1};
  const std::vector<int64_t> x1 = {int64_t(1)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ReduceSum", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {{"keepdims", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Relu float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main269() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Relu", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Relu float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main270() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Relu", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Reshape float32.flat: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main271() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {1};
  const std::vector<int64_t> x1 = {int64_t(105)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Reshape", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Reshape float32.empty: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main272() {
  const Shape x0_shape = {3, 0};
  const std::vector<float> x0 = {};
  const Shape x1_shape = {2};
  const std::vector<int64_t> x1 = {int64_t(0), int64_t(7)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Reshape", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {{"allowzero", int64_t{1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Resize float32.twice: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main273() {
  const Shape x0_shape = {1, 3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x2_shape = {4};
  const std::vector<float> x2 = {float(1.0), float(1.0), float(2.0), float(2.0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Resize", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), MORTISE_NONE, b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}, 1, {{"mode", "nearest"}, {"coordinate_transformation_mode", "asymmetric"}, {"nearest_mode", "floor"}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Resize float32.cubic_tidy: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main274() {
  const Shape x0_shape = {1, 3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x2_shape = {4};
  const std::vector<float> x2 = {float(1.0), float(1.0), float(2.0), float(2.0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Resize", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), MORTISE_NONE, b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}, 1, {{"mode", "cubic"}, {"coordinate_transformation_mode", "half_pixel"}, {"exclude_outside", int64_t{1}}, {"cubic_coeff_a", -0.5}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ReverseSequence float32.time_first: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main275() {
  const Shape x0_shape = {5, 3};
  const std::vector<float> x0 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456), float(-1.2923650741577148), float(-1.0243752002716064), float(0.4589867889881134), float(1.7112874984741211), float(-1.4078593254089355), float(1.1346029043197632), float(0.94718122482299805)};
  const Shape x1_shape = {3};
  const std::vector<int64_t> x1 = {int64_t(5), int64_t(2), int64_t(0)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ReverseSequence", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT64, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ReverseSequence float32.batch_first: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main276() {
  const Shape x0_shape = {3, 5};
  const std::vector<float> x0 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456), float(-1.2923650741577148), float(-1.0243752002716064), float(0.4589867889881134), float(1.7112874984741211), float(-1.4078593254089355), float(1.1346029043197632), float(0.94718122482299805)};
  const Shape x1_shape = {3};
  const std::vector<int64_t> x1 = {int64_t(1), int64_t(4), int64_t(5)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ReverseSequence", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT64, x1_shape))}, 1, {{"batch_axis", int64_t{0}}, {"time_axis", int64_t{1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// RoiAlign float32.mean: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main277() {
  const Shape x0_shape = {2, 3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 210, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {3, 4};
  const std::vector<float> x1 = {float(0.5), float(0.5), float(3.5), float(4.0), float(1.0), float(0.0), float(6.0), float(2.0), float(-1.0), float(-1.0), float(20.0), float(20.0)};
  const Shape x2_shape = {3};
  const std::vector<int64_t> x2 = {int64_t(0), int64_t(1), int64_t(1)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("RoiAlign", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_INT64, x2_shape))}, 1, {{"output_height", int64_t{3}}, {"output_width", int64_t{2}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// RoiAlign float32.two_samples: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main278() {
  const Shape x0_shape = {2, 3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 210, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {3, 4};
  const std::vector<float> x1 = {float(0.5), float(0.5), float(3.5), float(4.0), float(1.0), float(0.0), float(6.0), float(2.0), float(-1.0), float(-1.0), float(20.0), float(20.0)};
  const Shape x2_shape = {3};
  const std::vector<int64_t> x2 = {int64_t(0), int64_t(1), int64_t(1)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("RoiAlign", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_INT64, x2_shape))}, 1, {{"sampling_ratio", int64_t{2}}, {"output_height", int64_t{3}}, {"output_width", int64_t{2}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// RotaryEmbedding float32.positions: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main279() {
  const Shape x0_shape = {2, 4, 3, 8};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 192, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {7, 4};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 28, sdk::Fill::kOrdinary, 13757245211066428519u);
  const Shape x2_shape = {7, 4};
  const auto x2 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 28, sdk::Fill::kOrdinary, 17911839290282890590u);
  const Shape x3_shape = {2, 3};
  const std::vector<int64_t> x3 = {int64_t(0), int64_t(1), int64_t(2), int64_t(6), int64_t(3), int64_t(4)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("RotaryEmbedding", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape)), b.input("x3", sdk::tensor_type(MORTISE_DTYPE_INT64, x3_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}, {"x3", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x3_shape, x3.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// RotaryEmbedding float32.interleaved: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main280() {
  const Shape x0_shape = {2, 4, 3, 8};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 192, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {7, 4};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 28, sdk::Fill::kOrdinary, 13757245211066428519u);
  const Shape x2_shape = {7, 4};
  const auto x2 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 28, sdk::Fill::kOrdinary, 17911839290282890590u);
  const Shape x3_shape = {2, 3};
  const std::vector<int64_t> x3 = {int64_t(0), int64_t(1), int64_t(2), int64_t(6), int64_t(3), int64_t(4)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("RotaryEmbedding", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape)), b.input("x3", sdk::tensor_type(MORTISE_DTYPE_INT64, x3_shape))}, 1, {{"interleaved", int64_t{1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}, {"x3", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x3_shape, x3.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Round float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main281() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kWide, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Round", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Round float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main282() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kWide, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Round", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// STFT float32.length: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main283() {
  const Shape x0_shape = {2, 33, 1};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 66, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {};
  const std::vector<int64_t> x1 = {int64_t(4)};
  const Shape x3_shape = {};
  const std::vector<int64_t> x3 = {int64_t(8)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("STFT", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data())), MORTISE_NONE, b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x3_shape, x3.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// STFT float32.both_sides: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main284() {
  const Shape x0_shape = {1, 20, 1};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 20, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {};
  const std::vector<int64_t> x1 = {int64_t(8)};
  const Shape x2_shape = {8};
  const std::vector<float> x2 = {float(-0.06540670245885849), float(-0.92202454805374146), float(-0.89897966384887695), float(0.12599876523017883), float(-0.20084626972675323), float(0.59252804517745972), float(-0.1646006852388382), float(-0.68764346837997437)};
  const Shape x3_shape = {};
  const std::vector<int64_t> x3 = {int64_t(8)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("STFT", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data())), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x3_shape, x3.data()))}, 1, {{"onesided", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ScatterElements float32.rows: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main285() {
  const Shape x0_shape = {3, 5};
  const std::vector<float> x0 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456), float(-1.2923650741577148), float(-1.0243752002716064), float(0.4589867889881134), float(1.7112874984741211), float(-1.4078593254089355), float(1.1346029043197632), float(0.94718122482299805)};
  const Shape x1_shape = {3, 2};
  const std::vector<int64_t> x1 = {int64_t(4), int64_t(0), int64_t(1), int64_t(3), int64_t(2), int64_t(-1)};
  const Shape x2_shape = {3, 2};
  const std::vector<float> x2 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402), float(1.197026252746582)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ScatterElements", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT64, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 1, {{"axis", int64_t{1}}, {"reduction", "none"}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ScatterElements float32.rows: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main286() {
  const Shape x0_shape = {3, 5};
  const std::vector<float> x0 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456), float(-1.2923650741577148), float(-1.0243752002716064), float(0.4589867889881134), float(1.7112874984741211), float(-1.4078593254089355), float(1.1346029043197632), float(0.94718122482299805)};
  const Shape x1_shape = {3, 2};
  const std::vector<int64_t> x1 = {int64_t(4), int64_t(0), int64_t(1), int64_t(3), int64_t(2), int64_t(-1)};
  const Shape x2_shape = {3, 2};
  const std::vector<float> x2 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402), float(1.197026252746582)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ScatterElements", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT64, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 1, {{"axis", int64_t{1}}, {"reduction", "none"}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ScatterND float32.elements: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main287() {
  const Shape x0_shape = {4, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 20, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {3, 2};
  const std::vector<int64_t> x1 = {int64_t(0), int64_t(0), int64_t(3), int64_t(4), int64_t(-2), int64_t(-2)};
  const Shape x2_shape = {3};
  const std::vector<float> x2 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ScatterND", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT64, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 1, {{"reduction", "none"}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ScatterND float32.elements: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main288() {
  const Shape x0_shape = {4, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 20, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {3, 2};
  const std::vector<int64_t> x1 = {int64_t(0), int64_t(0), int64_t(3), int64_t(4), int64_t(-2), int64_t(-2)};
  const Shape x2_shape = {3};
  const std::vector<float> x2 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ScatterND", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_INT64, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 1, {{"reduction", "none"}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Selu float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main289() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Selu", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Selu float32.parts: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main290() {
  const Shape x0_shape = {5, 13};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 65, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Selu", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"alpha", 1.5}, {"gamma", 1.25}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Shape float32.all: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main291() {
  const Shape x0_shape = {2, 3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 210, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Shape", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Shape float32.part: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main292() {
  const Shape x0_shape = {2, 3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 210, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Shape", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"start", int64_t{-3}}, {"end", int64_t{-1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Shrink float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main293() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Shrink", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Shrink float32.biased: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main294() {
  const Shape x0_shape = {5, 13};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 65, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Shrink", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"bias", 1.0}, {"lambd", 1.5}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Sigmoid float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main295() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Sigmoid", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Sigmoid float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main296() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Sigmoid", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Sign float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main297() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Sign", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Sign float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main298() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Sign", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Sinh float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main299() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Sinh", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Sinh float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main300() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Sinh", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Sin float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main301() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kWide, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Sin", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Sin float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main302() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kWide, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Sin", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Size float32.some: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main303() {
  const Shape x0_shape = {2, 3, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 30, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Size", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Size float32.some: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main304() {
  const Shape x0_shape = {2, 3, 5};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 30, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Size", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Slice float32.middle: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main305() {
  const Shape x0_shape = {5, 7, 9};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 315, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {2};
  const std::vector<int64_t> x1 = {int64_t(1), int64_t(2)};
  const Shape x2_shape = {2};
  const std::vector<int64_t> x2 = {int64_t(4), int64_t(9)};
  const Shape x3_shape = {2};
  const std::vector<int64_t> x3 = {int64_t(0), int64_t(2)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Slice", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data())), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x2_shape, x2.data())), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x3_shape, x3.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Slice float32.middle: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main306() {
  const Shape x0_shape = {5, 7, 9};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 315, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {2};
  const std::vector<int64_t> x1 = {int64_t(1), int64_t(2)};
  const Shape x2_shape = {2};
  const std::vector<int64_t> x2 = {int64_t(4), int64_t(9)};
  const Shape x3_shape = {2};
  const std::vector<int64_t> x3 = {int64_t(0), int64_t(2)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Slice", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data())), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x2_shape, x2.data())), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x3_shape, x3.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Softmax float32.last: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main307() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Softmax", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Softmax float32.middle: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main308() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Softmax", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"axis", int64_t{1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Softplus float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main309() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Softplus", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Softplus float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main310() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Softplus", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Softsign float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main311() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Softsign", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Softsign float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main312() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Softsign", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// SpaceToDepth float32.twice: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main313() {
  const Shape x0_shape = {2, 3, 4, 6};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 144, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("SpaceToDepth", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"blocksize", int64_t{2}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// SpaceToDepth float32.twice: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main314() {
  const Shape x0_shape = {2, 3, 4, 6};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 144, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("SpaceToDepth", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"blocksize", int64_t{2}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Split float32.last: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main315() {
  const Shape x0_shape = {3, 5, 8};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 120, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Split", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 2, {{"axis", int64_t{2}}}, "");
    b.output("y0", outputs[0]);
    b.output("y1", outputs[1]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Split float32.uneven: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main316() {
  const Shape x0_shape = {3, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 21, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Split", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 3, {{"axis", int64_t{1}}, {"num_outputs", int64_t{3}}}, "");
    b.output("y0", outputs[0]);
    b.output("y1", outputs[1]);
    b.output("y2", outputs[2]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Sqrt float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main317() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kPositive, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Sqrt", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Sqrt float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main318() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kPositive, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Sqrt", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Squeeze float32.named: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main319() {
  const Shape x0_shape = {1, 5, 1, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 35, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {2};
  const std::vector<int64_t> x1 = {int64_t(0), int64_t(2)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Squeeze", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Squeeze float32.named: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main320() {
  const Shape x0_shape = {1, 5, 1, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 35, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {2};
  const std::vector<int64_t> x1 = {int64_t(0), int64_t(2)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Squeeze", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Sub float32.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main321() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<float> x1 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402), float(1.197026252746582), float(-0.33252665400505066), float(-1.3891787528991699), float(0.89613336324691772), float(-1.0157833099365234), float(-0.26435258984565735)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Sub", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Sub float32.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main322() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<float> x1 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402), float(1.197026252746582), float(-0.33252665400505066), float(-1.3891787528991699), float(0.89613336324691772), float(-1.0157833099365234), float(-0.26435258984565735)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Sub", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Sum float32.three: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main323() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {5, 1};
  const std::vector<float> x1 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402)};
  const Shape x2_shape = {7};
  const std::vector<float> x2 = {float(0.60590183734893799), float(-0.29198682308197021), float(0.66397196054458618), float(-1.7673503160476685), float(1.6402876377105713), float(-1.0578665733337402), float(0.74532395601272583)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Sum", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Sum float32.three: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main324() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {5, 1};
  const std::vector<float> x1 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402)};
  const Shape x2_shape = {7};
  const std::vector<float> x2 = {float(0.60590183734893799), float(-0.29198682308197021), float(0.66397196054458618), float(-1.7673503160476685), float(1.6402876377105713), float(-1.0578665733337402), float(0.74532395601272583)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Sum", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Swish float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main325() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Swish", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Swish float32.alpha: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main326() {
  const Shape x0_shape = {5, 13};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 65, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Swish", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"alpha", 1.5}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Tanh float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main327() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Tanh", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Tanh float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main328() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Tanh", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Tan float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main329() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kUnit, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Tan", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Tan float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main330() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kUnit, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Tan", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// TensorScatter float32.at: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main331() {
  const Shape x0_shape = {2, 3, 5, 4};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 120, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {2, 3, 2, 4};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 48, sdk::Fill::kOrdinary, 13757245211066428519u);
  const Shape x2_shape = {2};
  const std::vector<int64_t> x2 = {int64_t(1), int64_t(3)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("TensorScatter", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_INT64, x2_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// TensorScatter float32.circular: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main332() {
  const Shape x0_shape = {2, 5, 4};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 40, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {2, 3, 4};
  const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 24, sdk::Fill::kOrdinary, 13757245211066428519u);
  const Shape x2_shape = {2};
  const std::vector<int64_t> x2 = {int64_t(4), int64_t(7)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("TensorScatter", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_INT64, x2_shape))}, 1, {{"mode", "circular"}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT64, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// TfIdfVectorizer int32.counts: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main333() {
  const Shape x0_shape = {4, 9};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_INT32, 36, sdk::Fill::kSmallInts, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("TfIdfVectorizer", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_INT32, x0_shape))}, 1, {{"mode", "TF"}, {"max_skip_count", int64_t{0}}, {"min_gram_length", int64_t{1}}, {"max_gram_length", int64_t{2}}, {"ngram_counts", std::vector<int64_t>{0, 2}}, {"ngram_indexes", std::vector<int64_t>{0, 1, 3, 2}}, {"pool_int64s", std::vector<int64_t>{0, 3, 1, 2, 2, 2}}, {"weights", std::vector<double>{1.0, 0.5, 2.0, 4.0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// TfIdfVectorizer int32.counts: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main334() {
  const Shape x0_shape = {4, 9};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_INT32, 36, sdk::Fill::kSmallInts, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("TfIdfVectorizer", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_INT32, x0_shape))}, 1, {{"mode", "TF"}, {"max_skip_count", int64_t{0}}, {"min_gram_length", int64_t{1}}, {"max_gram_length", int64_t{2}}, {"ngram_counts", std::vector<int64_t>{0, 2}}, {"ngram_indexes", std::vector<int64_t>{0, 1, 3, 2}}, {"pool_int64s", std::vector<int64_t>{0, 3, 1, 2, 2, 2}}, {"weights", std::vector<double>{1.0, 0.5, 2.0, 4.0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_INT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ThresholdedRelu float32.odd: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main335() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ThresholdedRelu", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// ThresholdedRelu float32.alpha: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main336() {
  const Shape x0_shape = {5, 13};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 65, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("ThresholdedRelu", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"alpha", 0.5}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Tile float32.both: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main337() {
  const Shape x0_shape = {3, 5};
  const std::vector<float> x0 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456), float(-1.2923650741577148), float(-1.0243752002716064), float(0.4589867889881134), float(1.7112874984741211), float(-1.4078593254089355), float(1.1346029043197632), float(0.94718122482299805)};
  const Shape x1_shape = {2};
  const std::vector<int64_t> x1 = {int64_t(2), int64_t(3)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Tile", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Tile float32.both: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main338() {
  const Shape x0_shape = {3, 5};
  const std::vector<float> x0 = {float(-0.52724194526672363), float(1.7742569446563721), float(-1.8189719915390015), float(1.1097476482391357), float(-1.1235394477844238), float(1.0975966453552246), float(0.5050663948059082), float(-1.0121392011642456), float(-1.2923650741577148), float(-1.0243752002716064), float(0.4589867889881134), float(1.7112874984741211), float(-1.4078593254089355), float(1.1346029043197632), float(0.94718122482299805)};
  const Shape x1_shape = {2};
  const std::vector<int64_t> x1 = {int64_t(2), int64_t(3)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Tile", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// TopK float32.last: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main339() {
  const Shape x0_shape = {3, 17};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 51, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {1};
  const std::vector<int64_t> x1 = {int64_t(5)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("TopK", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 2, {}, "");
    b.output("y0", outputs[0]);
    b.output("y1", outputs[1]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// TopK float32.smallest: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main340() {
  const Shape x0_shape = {3, 17};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 51, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {1};
  const std::vector<int64_t> x1 = {int64_t(5)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("TopK", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 2, {{"largest", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    b.output("y1", outputs[1]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Transpose float32.rotated: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main341() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Transpose", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"perm", std::vector<int64_t>{2, 0, 1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Transpose float32.rotated: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main342() {
  const Shape x0_shape = {3, 5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 105, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Transpose", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {{"perm", std::vector<int64_t>{2, 0, 1}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Trilu float32.upper: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main343() {
  const Shape x0_shape = {5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 35, sdk::Fill::kOrdinary, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Trilu", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Trilu float32.lower_below: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main344() {
  const Shape x0_shape = {5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 35, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {};
  const std::vector<int64_t> x1 = {int64_t(-1)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Trilu", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {{"upper", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Unique float32.elements: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main345() {
  const Shape x0_shape = {5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 35, sdk::Fill::kSmallInts, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Unique", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 4, {}, "");
    b.output("y0", outputs[0]);
    b.output("y1", outputs[1]);
    b.output("y2", outputs[2]);
    b.output("y3", outputs[3]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Unique float32.columns: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main346() {
  const Shape x0_shape = {2, 9};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 18, sdk::Fill::kSmallInts, 10451216379200822465u);
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Unique", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape))}, 4, {{"axis", int64_t{-1}}, {"sorted", int64_t{0}}}, "");
    b.output("y0", outputs[0]);
    b.output("y1", outputs[1]);
    b.output("y2", outputs[2]);
    b.output("y3", outputs[3]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Unsqueeze float32.two: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main347() {
  const Shape x0_shape = {5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 35, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {2};
  const std::vector<int64_t> x1 = {int64_t(0), int64_t(2)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Unsqueeze", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Unsqueeze float32.two: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main348() {
  const Shape x0_shape = {5, 7};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, 35, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {2};
  const std::vector<int64_t> x1 = {int64_t(0), int64_t(2)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Unsqueeze", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x0_shape)), b.constant(sdk::host_view(MORTISE_DTYPE_INT64, x1_shape, x1.data()))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x0_shape, x0.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Where float32.rows: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main349() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_BOOL, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<float> x1 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402), float(1.197026252746582), float(-0.33252665400505066), float(-1.3891787528991699), float(0.89613336324691772), float(-1.0157833099365234), float(-0.26435258984565735)};
  const Shape x2_shape = {5, 1};
  const std::vector<float> x2 = {float(0.60590183734893799), float(-0.29198682308197021), float(0.66397196054458618), float(-1.7673503160476685), float(1.6402876377105713)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Where", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_BOOL, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_BOOL, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Where float32.rows: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main350() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_BOOL, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<float> x1 = {float(-0.13213475048542023), float(-1.8626757860183716), float(-1.8161206245422363), float(0.25454294681549072), float(-0.40575003623962402), float(1.197026252746582), float(-0.33252665400505066), float(-1.3891787528991699), float(0.89613336324691772), float(-1.0157833099365234), float(-0.26435258984565735)};
  const Shape x2_shape = {5, 1};
  const std::vector<float> x2 = {float(0.60590183734893799), float(-0.29198682308197021), float(0.66397196054458618), float(-1.7673503160476685), float(1.6402876377105713)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Where", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_BOOL, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x1_shape)), b.input("x2", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, x2_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_BOOL, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x1_shape, x1.data()))}, {"x2", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_FLOAT32, x2_shape, x2.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Xor bool.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main351() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_BOOL, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<sdk::bool8> x1 = {sdk::bool8(true), sdk::bool8(false), sdk::bool8(true), sdk::bool8(true), sdk::bool8(false), sdk::bool8(true), sdk::bool8(true), sdk::bool8(true), sdk::bool8(false), sdk::bool8(false), sdk::bool8(true)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Xor", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_BOOL, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_BOOL, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_BOOL, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_BOOL, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
// Xor bool.row: on the device, then on reference.
#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/random_elements.hpp>

#include <cmath>
#include <cstdio>

using namespace mortise;

int main352() {
  const Shape x0_shape = {5, 11};
  const auto x0 = sdk::random_elements(MORTISE_DTYPE_BOOL, 55, sdk::Fill::kOrdinary, 10451216379200822465u);
  const Shape x1_shape = {11};
  const std::vector<sdk::bool8> x1 = {sdk::bool8(true), sdk::bool8(false), sdk::bool8(true), sdk::bool8(true), sdk::bool8(false), sdk::bool8(true), sdk::bool8(true), sdk::bool8(true), sdk::bool8(false), sdk::bool8(false), sdk::bool8(true)};
  for (const char* config : {R"({"backends": [{"name": "acme"}]})",
                             R"({"backends": [{"name": "reference"}]})"}) {
    RuntimeOptions options;
    options.config_json = config;
    const Runtime runtime(options);
    const Graph graph(runtime);
    sdk::Builder b(graph.get(), &Graph::edit());
    const auto outputs = b.nodes("Xor", {b.input("x0", sdk::tensor_type(MORTISE_DTYPE_BOOL, x0_shape)), b.input("x1", sdk::tensor_type(MORTISE_DTYPE_BOOL, x1_shape))}, 1, {}, "");
    b.output("y0", outputs[0]);
    const Session session(runtime, graph);
    for (const auto& [name, tensor] : session.run({{"x0", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_BOOL, x0_shape, x0.data()))}, {"x1", Tensor::wrap(sdk::host_view(MORTISE_DTYPE_BOOL, x1_shape, x1.data()))}})) {
      std::printf("%s:", name.c_str());
      for (const double element : sdk::to_doubles(tensor.view())) std::printf(" %.9g", element);
      std::puts("");
    }
  }
  return 0;
}
int main() {}
