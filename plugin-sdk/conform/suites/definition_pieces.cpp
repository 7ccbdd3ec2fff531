#include "plugin-sdk/conform/suites/definition_pieces.hpp"

#include <algorithm>

#include "plugin-sdk/conform/suites/kernel_trial.hpp"

namespace mortise::conform {
namespace {

class PieceCheck {
 public:
  PieceCheck(DefinitionBench& bench, const AcceptedNode& node, const PortableKernel& kernel)
      : bench_(bench), node_(node), kernel_(kernel), whole_(run(node, kernel, node.contents)) {}

  void run_all() {
    for (size_t output = 0; output < whole_.size(); ++output) {
      const sdk::Shape& shape = whole_[output].shape;
      for (size_t axis = 0; axis < shape.size(); ++axis) {
        const int64_t extent = shape[axis];
        if (extent == 0) continue;
        for (const auto& [begin, end] : {std::pair<int64_t, int64_t>(0, extent),
                                         {0, (extent + 1) / 2},
                                         {extent / 2, extent},
                                         {extent - 1, extent}})
          check(output, static_cast<int64_t>(axis), begin, end);
      }
    }
  }

 private:
  using Pieces = std::vector<mortise_piece_t>;

  void check(size_t output, int64_t axis, int64_t begin, int64_t end) {
    const mortise_operator_t& op = bench_.op();
    Pieces pieces(node_.contents.size());
    for (mortise_piece_t& piece : pieces) {
      piece = {};
      piece.struct_size = sizeof(piece);
    }
    const Status status =
        take(op.piece(&op, &node_.one->node(), output, axis, begin, end, pieces.data()));
    expect(status.ok(), "the piece rule fails: ", status.text());
    where_ = sdk::message("for [", begin, ", ", end, ") of axis ", axis, " of output ", output);
    bool partial = false;
    for (size_t i = 0; i < pieces.size(); ++i) {
      check_form(pieces[i], i);
      partial = partial || pieces[i].kind == MORTISE_PIECE_PARTIAL;
    }
    if (partial) {
      check_partial(pieces, output);
    } else {
      check_range(pieces, output, axis, begin, end);
    }
  }

  void check_form(const mortise_piece_t& piece, size_t input) {
    expect(piece.kind >= MORTISE_PIECE_WHOLE && piece.kind <= MORTISE_PIECE_SHAPE,
           "the piece rule gives input ", input, " the kind ", piece.kind, " ", where_);
    if (piece.kind == MORTISE_PIECE_WHOLE || piece.kind == MORTISE_PIECE_SHAPE) return;
    const sdk::Shape& shape = node_.contents[input].shape;
    expect(piece.axis >= 0 && piece.axis < static_cast<int64_t>(shape.size()),
           "the piece rule names axis ", piece.axis, " of input ", input, ", whose rank is ",
           shape.size(), ", ", where_);
    if (piece.kind == MORTISE_PIECE_PARTIAL) {
      expect(piece.combine >= MORTISE_COMBINE_SUM && piece.combine <= MORTISE_COMBINE_PRODUCT,
             "the piece rule combines partial results by ", piece.combine, " ", where_);
      return;
    }
    const int64_t extent = shape[static_cast<size_t>(piece.axis)];
    expect(piece.begin >= 0 && piece.begin <= piece.end && piece.end <= extent,
           "the piece rule says [", piece.begin, ", ", piece.end, ") of an axis of ", extent,
           " of input ", input, ", ", where_, "; ranges are clamped to the input's extent");
  }

  // What lies outside the ranges may be anything.
  void check_range(const Pieces& pieces, size_t output, int64_t axis, int64_t begin, int64_t end) {
    std::vector<HostTensor> inputs = node_.contents;
    for (size_t i = 0; i < inputs.size(); ++i) {
      const mortise_piece_t& piece = pieces[i];
      if (piece.kind != MORTISE_PIECE_RANGE || node_.signature.inputs[i].constant ||
          !is_plain(inputs[i]))
        continue;
      const sdk::Shape shape = inputs[i].shape;
      inputs[i] =
          scrambled(inputs[i], node_.signature.inputs[i], bench_.random(), [&](int64_t element) {
            const int64_t at = coordinate(shape, element, piece.axis);
            return at >= piece.begin && at < piece.end;
          });
    }
    const std::vector<HostTensor> changed = run(node_, kernel_, inputs);
    const std::string difference = find_difference(slice(changed[output], axis, begin, end),
                                                   slice(whole_[output], axis, begin, end), {});
    expect(difference.empty(), where_,
           " the piece rule leaves out a part of an input that matters: ", difference,
           inputs_text(node_.contents));
  }

  // Two parts of the inputs, combined, are the whole.
  void check_partial(const Pieces& pieces, size_t output) {
    int64_t extent = INT64_MAX;
    uint32_t combine = MORTISE_COMBINE_NONE;
    for (size_t i = 0; i < pieces.size(); ++i) {
      if (pieces[i].kind != MORTISE_PIECE_PARTIAL) continue;
      extent = std::min(extent, node_.contents[i].shape[static_cast<size_t>(pieces[i].axis)]);
      combine = pieces[i].combine;
    }
    if (extent < 2) return;
    const auto first = part(pieces, output, 0, extent / 2);
    const auto second = part(pieces, output, extent / 2, extent);
    if (!first || !second) return;
    const HostTensor both = combined(*first, *second, combine);
    Tolerance tolerance;
    tolerance.relative = tolerance.absolute = 16 * epsilon_of(both.dtype);
    const std::string difference = find_difference(both, whole_[output], tolerance);
    expect(difference.empty(), where_,
           " the piece rule says that partial results combine to the whole: ", difference,
           inputs_text(node_.contents));
  }

  std::optional<HostTensor> part(const Pieces& pieces, size_t output, int64_t begin, int64_t end) {
    Case signature = node_.signature;
    std::vector<HostTensor> inputs = node_.contents;
    for (size_t i = 0; i < inputs.size(); ++i) {
      if (pieces[i].kind != MORTISE_PIECE_PARTIAL) continue;
      inputs[i] = slice(inputs[i], pieces[i].axis, begin, end);
      signature.inputs[i].shape = inputs[i].shape;
    }
    const auto node = bench_.accept(signature, inputs);
    if (node == nullptr) return std::nullopt;
    const PortableKernel kernel(*bench_.portable_kernel(), node->one->node());
    return run(*node, kernel, inputs)[output];
  }

  static HostTensor combined(const HostTensor& left, const HostTensor& right, uint32_t combine) {
    HostTensor result = left;
    sdk::visit_dtype(sdk::PlainTypes{}, left.dtype, [&](auto tag) {
      using T = typename decltype(tag)::type;
      using C = sdk::Compute<T>;
      auto* into = reinterpret_cast<T*>(result.bytes.data());
      const auto* from = reinterpret_cast<const T*>(right.bytes.data());
      for (int64_t i = 0; i < result.count(); ++i) {
        const C a = static_cast<C>(into[i]), b = static_cast<C>(from[i]);
        C both = static_cast<C>(a + b);
        if (combine == MORTISE_COMBINE_MAX) both = std::max(a, b);
        if (combine == MORTISE_COMBINE_MIN) both = std::min(a, b);
        if (combine == MORTISE_COMBINE_PRODUCT) both = static_cast<C>(a * b);
        into[i] = T(both);
      }
    });
    return result;
  }

  DefinitionBench& bench_;
  const AcceptedNode& node_;
  const PortableKernel& kernel_;
  std::vector<HostTensor> whole_;
  std::string where_;
};

}  // namespace

void check_pieces(Environment& environment, const DefinitionName& name) {
  DefinitionBench bench(environment, name);
  with_kernels(bench, [&](const AcceptedNode& node, const PortableKernel& kernel) {
    PieceCheck(bench, node, kernel).run_all();
  });
}

}  // namespace mortise::conform
