#include "backends/cpu/onednn.hpp"

#include <omp.h>

namespace mortise::cpu::onednn {

SingleThread::SingleThread() : saved_(omp_get_max_threads()) {
  if (saved_ != 1) omp_set_num_threads(1);
}

SingleThread::~SingleThread() {
  if (saved_ != 1) omp_set_num_threads(saved_);
}

const dnnl::engine& engine() {
  static const dnnl::engine cpu(dnnl::engine::kind::cpu, 0);
  return cpu;
}

Desc image_desc(const Image& image) {
  const Tag tag = image.block == 16 ? Tag::nChw16c : image.block == 8 ? Tag::nChw8c : Tag::nchw;
  return Desc({image.n, image.c, image.h, image.w}, kFloat, tag);
}

namespace {

/// HardSwish with the parameters that oneDNN fixes it to.
bool is_plain_hard_swish(const Step& step) {
  return step.kind == Unary::kHardSwish && step.beta == 0.5f && step.alpha > 0.166666f &&
         step.alpha < 0.166667f;
}

dnnl::algorithm algorithm_of(const Step& step) {
  using dnnl::algorithm;
  switch (step.kind) {
    case Unary::kLinear: return algorithm::eltwise_linear;
    case Unary::kClip: return algorithm::eltwise_clip;
    case Unary::kRelu:
    case Unary::kLeakyRelu: return algorithm::eltwise_relu;
    case Unary::kSigmoid: return algorithm::eltwise_logistic;
    case Unary::kSwish: return algorithm::eltwise_swish;
    case Unary::kTanh: return algorithm::eltwise_tanh;
    case Unary::kGelu: return algorithm::eltwise_gelu_erf;
    case Unary::kGeluTanh: return algorithm::eltwise_gelu_tanh;
    case Unary::kElu: return algorithm::eltwise_elu;
    case Unary::kExp: return algorithm::eltwise_exp;
    case Unary::kAbs: return algorithm::eltwise_abs;
    case Unary::kSquare: return algorithm::eltwise_square;
    case Unary::kSqrt: return algorithm::eltwise_sqrt;
    case Unary::kHardSwish:
      if (is_plain_hard_swish(step)) return algorithm::eltwise_hardswish;
      break;
    default: break;
  }
  return algorithm::undef;
}

}  // namespace

bool can_append(const Step& step) {
  // oneDNN refuses a clip whose bounds are crossed.
  if (step.kind == Unary::kClip && !(step.alpha <= step.beta)) return false;
  return algorithm_of(step) != dnnl::algorithm::undef;
}

namespace {

float alpha_of(const Step& step) { return step.kind == Unary::kRelu ? 0.0f : step.alpha; }

bool may_stand_together(const Step& left, const Step& right) {
  return algorithm_of(left) != algorithm_of(right) ||
         (alpha_of(left) == alpha_of(right) && left.beta == right.beta);
}

}  // namespace

bool can_append_all(const std::vector<Step>& steps) {
  for (size_t i = 0; i < steps.size(); ++i) {
    if (!can_append(steps[i])) return false;
    for (size_t k = 0; k < i; ++k) {
      if (!may_stand_together(steps[k], steps[i])) return false;
    }
  }
  return true;
}

void append(dnnl::post_ops& operations, const Step& step) {
  operations.append_eltwise(1.0f, algorithm_of(step), alpha_of(step), step.beta);
}

dnnl::primitive_attr attributes(const dnnl::post_ops& operations) {
  dnnl::primitive_attr attributes;
  attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  attributes.set_post_ops(operations);
  return attributes;
}

struct Primitive::Bindings {
  dnnl::stream stream{engine()};
  std::vector<dnnl::memory> memories;
  std::vector<dnnl_exec_arg_t> arguments;
};

Primitive::Primitive(const dnnl::primitive& primitive, std::vector<Argument> arguments,
                     const Desc& scratch)
    : primitive_(primitive), arguments_(std::move(arguments)), scratch_size_(scratch.get_size()) {
  arguments_.push_back({DNNL_ARG_SCRATCHPAD, scratch});
}

Primitive::~Primitive() {
  for (std::atomic<Bindings*>& slot : slots_) delete slot.load(std::memory_order_relaxed);
}

std::unique_ptr<Primitive::Bindings> Primitive::take() const {
  for (std::atomic<Bindings*>& slot : slots_) {
    if (slot.load(std::memory_order_relaxed) == nullptr) continue;
    if (Bindings* found = slot.exchange(nullptr, std::memory_order_acquire)) {
      return std::unique_ptr<Bindings>(found);
    }
  }
  auto made = std::make_unique<Bindings>();
  for (const Argument& argument : arguments_) {
    made->memories.push_back(dnnl::memory(argument.desc, engine(), nullptr));
  }
  for (size_t i = 0; i < arguments_.size(); ++i) {
    made->arguments.push_back({arguments_[i].index, made->memories[i].get()});
  }
  return made;
}

void Primitive::give_back(std::unique_ptr<Bindings> bindings) const {
  for (std::atomic<Bindings*>& slot : slots_) {
    Bindings* empty = nullptr;
    if (slot.load(std::memory_order_relaxed) == nullptr &&
        slot.compare_exchange_strong(empty, bindings.get(), std::memory_order_release)) {
      (void)bindings.release();
      return;
    }
  }
}

void Primitive::execute(void* const* data) const {
  translate([&] {
    std::unique_ptr<Bindings> bindings = take();
    for (size_t i = 0; i < bindings->memories.size(); ++i) {
      bindings->memories[i].set_data_handle(data[i]);
    }
    dnnl::error::wrap_c_api(dnnl_primitive_execute(primitive_.get(), bindings->stream.get(),
                                                   static_cast<int>(bindings->arguments.size()),
                                                   bindings->arguments.data()),
                            "could not execute a primitive");
    give_back(std::move(bindings));
  });
}

}  // namespace mortise::cpu::onednn
