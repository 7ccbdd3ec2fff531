#include "tests/fuzz/node_check.hpp"

#include <algorithm>
#include <cstring>

#include "plugin-sdk/conform/check.hpp"
#include "plugin-sdk/conform/suites/definition_bench.hpp"

namespace mortise::fuzz {
namespace {

using conform::expect;
using conform::HostTensor;
using conform::Inferred;
using conform::NodeInput;
using conform::OneNode;

// What is worth a kernel's time.
constexpr int64_t kMostElements = 1 << 14;
constexpr double kMostFlops = 1e7;

Runtime runtime_on(const char* backend) {
  RuntimeOptions options;
  options.config_json =
      sdk::message(R"({"backends": [{"name": ")", backend, R"("}], "execution": {"threads": 1}})");
  return Runtime(options);
}

void check_answer(const Inferred& inferred) {
  const uint32_t code = inferred.status.code();
  expect(code == 0 || code == MORTISE_STATUS_INVALID_ARGUMENT ||
             code == MORTISE_STATUS_UNSUPPORTED || code == MORTISE_STATUS_NOT_FOUND,
         "the shape rule says: ", inferred.status.text());
  if (code != 0) {
    expect(!inferred.status.message().empty(), "the shape rule refuses without a word");
    return;
  }
  for (const auto& type : inferred.types) {
    if (!type || !type->ranked) continue;
    for (const int64_t extent : type->shape) {
      expect(extent > MORTISE_DIM_SYMBOL(1000000), "the shape rule gives ", type_text(*type));
    }
  }
}

/// Ways to know less of one input.
enum class Veil { kExtents, kContent, kRank, kDtype };

NodeInput veiled(NodeInput input, Veil veil) {
  input.constant.reset();
  if (veil == Veil::kExtents) {
    std::fill(input.shape.begin(), input.shape.end(), MORTISE_DIM_UNKNOWN);
  } else if (veil == Veil::kRank) {
    input.ranked = false;
  } else if (veil == Veil::kDtype) {
    input.dtype = MORTISE_DTYPE_UNDEFINED;
  }
  return input;
}

/// Asks again with less known of one input.
void check_veiled(const Runtime& runtime, const NodeVariant& variant, const Inferred& exact,
                  uint64_t seed) {
  if (variant.inputs.empty()) return;
  std::vector<NodeInput> inputs = variant.inputs;
  NodeInput& input = inputs[seed % inputs.size()];
  if (!input.present) return;
  static constexpr const char* kNames[] = {"extents", "content", "rank", "dtype"};
  const size_t veil = seed / inputs.size() % 4;
  input = veiled(input, static_cast<Veil>(veil));
  const OneNode one(runtime, *variant.op, variant.attributes, inputs, variant.output_count);
  const Inferred vague = one.infer(*variant.op);
  const std::string how =
      sdk::message("without the ", kNames[veil], " of input ", seed % inputs.size());
  expect(vague.status.ok(), "the shape rule accepts the node, but not ", how, ": ",
         vague.status.text());
  for (size_t i = 0; i < vague.types.size(); ++i) {
    if (!vague.types[i]) continue;
    expect(agrees(*vague.types[i], *exact.types[i]), how, " output ", i, " is ",
           type_text(*vague.types[i]), ", with it ", type_text(*exact.types[i]));
  }
}

bool is_small(uint32_t dtype, const sdk::Shape& shape) {
  if (dtype == MORTISE_DTYPE_UNDEFINED || dtype == MORTISE_DTYPE_STRING) return false;
  int64_t count = 1;
  for (const int64_t extent : shape) {
    if (extent < 0 || extent > kMostElements) return false;
    count *= std::max<int64_t>(extent, 1);
    if (count > kMostElements) return false;
  }
  return true;
}

bool worth_running(const NodeVariant& variant, const Inferred& inferred, const OneNode& one) {
  for (const NodeInput& input : variant.inputs) {
    if (input.present && (!input.ranked || !is_small(input.dtype, input.shape))) return false;
  }
  for (const auto& type : inferred.types) {
    if (!is_small(type->dtype, type->shape)) return false;
  }
  const mortise_operator_t& op = *variant.op;
  return op.flops == nullptr || op.flops(&op, &one.node()) <= kMostFlops;
}

std::vector<HostTensor> contents_for(const NodeVariant& variant, uint64_t seed) {
  sdk::Random random(seed);
  std::vector<HostTensor> contents;
  for (size_t i = 0; i < variant.inputs.size(); ++i) {
    const NodeInput& input = variant.inputs[i];
    if (!input.present) {
      contents.emplace_back();
    } else if (input.constant) {
      contents.push_back(*input.constant);
    } else {
      contents.push_back(
          conform::random_tensor(input.dtype, input.shape, variant.fills[i], random));
    }
  }
  return contents;
}

/// Launched twice into different garbage: what the kernel leaves out differs then.
std::vector<HostTensor> run_kernel(const conform::PortableKernel& kernel, const Inferred& inferred,
                                   const std::vector<HostTensor>& contents) {
  const std::vector<HostTensor> first = kernel.run(contents, outputs_like(inferred));
  std::vector<HostTensor> other = outputs_like(inferred);
  for (HostTensor& tensor : other) {
    std::fill(tensor.bytes.begin(), tensor.bytes.end(), uint8_t{0x5a});
  }
  const std::vector<HostTensor> second = kernel.run(contents, std::move(other));
  for (size_t i = 0; i < first.size(); ++i) {
    const conform::InferredType& type = *inferred.types[i];
    expect(first[i].shape == second[i].shape && first[i].bytes == second[i].bytes, "output ", i,
           " differs from run to run, or is not written as a whole");
    for (size_t axis = 0; axis < type.shape.size(); ++axis) {
      const bool bounded = axis < 64 && (type.bounded_dims >> axis & 1u) != 0;
      const int64_t extent = first[i].shape[axis];
      expect(bounded ? extent >= 0 && extent <= type.shape[axis] : extent == type.shape[axis],
             "the kernel makes output ", i, " ", type_text(first[i]), ", inferred is ",
             type_text(type));
    }
    if (!inferred.values[i]) continue;
    expect(inferred.values[i]->bytes == first[i].bytes, "the shape rule gives output ", i,
           " another value than the kernel");
  }
  return first;
}

Tensor to_tensor(const Runtime& runtime, const HostTensor& content) {
  Tensor tensor(runtime, content.dtype, content.shape);
  if (!content.bytes.empty()) {
    std::memcpy(tensor.bytes().data(), content.bytes.data(), content.bytes.size());
  }
  return tensor;
}

/// Through the embedding API; nothing when the session or the run refuses.
std::vector<HostTensor> run_session(const Runtime& runtime, const NodeVariant& variant,
                                    const std::vector<HostTensor>& contents) {
  const OneNode one(runtime, *variant.op, variant.attributes, variant.inputs, variant.output_count);
  sdk::Builder b(one.graph().get(), &Graph::edit());
  for (size_t i = 0; i < one.outputs().size(); ++i)
    b.output(sdk::message("y", i), one.outputs()[i]);
  const Session session(runtime, one.graph());
  if (contents.empty() && !variant.inputs.empty()) return {};
  std::vector<Tensor> inputs;
  for (size_t i = 0; i < contents.size(); ++i) {
    const NodeInput& input = variant.inputs[i];
    if (input.present && !input.constant) inputs.push_back(to_tensor(runtime, contents[i]));
  }
  std::vector<HostTensor> results;
  for (const Tensor& output : session.run_ordered(inputs)) {
    if (output.kind() != MORTISE_VALUE_TENSOR) return {};
    results.emplace_back(output.dtype(), output.shape());
    const auto bytes = output.bytes();
    if (bytes.size() > 0) std::memcpy(results.back().bytes.data(), bytes.data(), bytes.size());
  }
  return results;
}

void check_status(const Error& error) {
  expect(error.code() != MORTISE_STATUS_INTERNAL, "a session says: ", error.what());
  expect(*error.what() != '\0', "a session refuses without a word");
}

}  // namespace

NodeCheck::NodeCheck() : portable_(runtime_on("reference")), cpu_(runtime_on("cpu")) {}

NodeFate NodeCheck::run(Choices& choices) const {
  const uint64_t seed = choices.below(1 << 16);
  const NodeVariant variant = make_variant(reference_, choices);
  try {
    return check(variant, seed);
  } catch (const conform::Failure& failure) {
    throw conform::Failure{variant.text() + ": " + failure.text};
  }
}

NodeFate NodeCheck::check(const NodeVariant& variant, uint64_t seed) const {
  const mortise_operator_t& op = *variant.op;
  std::unique_ptr<OneNode> one;
  try {
    one = std::make_unique<OneNode>(reference_.runtime(), op, variant.attributes, variant.inputs,
                                    variant.output_count);
  } catch (const sdk::Error&) {
    return NodeFate::kNoNode;
  }
  const Inferred inferred = one->infer(op);
  check_answer(inferred);
  if (seed % 16 == 0) check_sessions(variant, {}, nullptr);
  if (!inferred.status.ok()) return NodeFate::kRefused;
  if (!inferred.complete()) return NodeFate::kPartlyKnown;
  check_veiled(reference_.runtime(), variant, inferred, seed);
  try {
    one->set_types(inferred);
  } catch (const sdk::Error&) {
    return NodeFate::kNotRun;  // more elements than there are numbers
  }
  const mortise_kernel_definition_t* definition = reference_.kernel_of(op);
  const bool pure =
      (op.flags & MORTISE_OPERATOR_PURE) != 0;  // else each run may give another result
  if (definition == nullptr || !pure || !worth_running(variant, inferred, *one))
    return NodeFate::kNotRun;
  const std::vector<HostTensor> contents = contents_for(variant, seed);
  try {
    const conform::PortableKernel kernel(*definition, one->node());
    const std::vector<HostTensor> outputs = run_kernel(kernel, inferred, contents);
    if (seed % 8 == 1) check_sessions(variant, contents, &outputs);
  } catch (const conform::Skip&) {
    return NodeFate::kKernelRefused;
  }
  return NodeFate::kRan;
}

void NodeCheck::check_sessions(const NodeVariant& variant, const std::vector<HostTensor>& contents,
                               const std::vector<HostTensor>* expected) const {
  for (const Runtime* runtime : {&portable_, &cpu_}) {
    std::vector<HostTensor> results;
    try {
      results = run_session(*runtime, variant, contents);
    } catch (const Error& error) {
      check_status(error);
      expect(expected == nullptr, "the kernel runs, a session does not: ", error.what());
      continue;
    }
    if (expected == nullptr) continue;
    expect(results.size() == expected->size(), "a session gives ", results.size(), " outputs");
    for (size_t i = 0; i < results.size(); ++i) {
      const HostTensor& right = (*expected)[i];
      expect(results[i].dtype == right.dtype && results[i].shape == right.shape,
             "a session makes output ", i, " ", type_text(results[i]), ", the kernel ",
             type_text(right));
      expect(runtime == &cpu_ || results[i].bytes == right.bytes, "a session computes output ", i,
             " otherwise than the kernel does");
    }
  }
}

}  // namespace mortise::fuzz
