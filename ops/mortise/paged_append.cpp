// mortise::PagedAppend: puts new rows into a paged state (a key or value cache). Which page holds what is data, so one
// plan serves sequences of any lengths; a state is written in place.
#include <cstring>

#include "ops/common/operator.hpp"

namespace mortise::ops {
namespace {

// pages [page count, page size, …], rows [row count, …]; what follows in both is one row.
void infer(const Node& node, Inference& out) {
  node.check_same_dtype(0, 1);
  node.check_dtype(0, dtype_set(PlainTypes{}));
  node.check_dtype(2, dtype_set(TypeList<int64_t>{}));
  node.check_rank(2, 1);
  if (node.ranked(0) && node.ranked(1)) {
    const ShapeView pages = node.shape(0);
    const ShapeView rows = node.shape(1);
    if (pages.size() < 2 || rows.size() + 1 != pages.size()) {
      invalid("pages have shape ", pages, " and rows ", rows,
              "; pages must have one axis more than rows, and at least 2");
    }
    for (size_t i = 1; i < rows.size(); ++i) unify_extents(rows[i], pages[i + 1]);
    if (node.ranked(2)) unify_extents(rows[0], node.shape(2)[0]);
  }
  out.set(0, node.type(0));
}

class PagedAppendKernel {
 public:
  PagedAppendKernel(const Node&, const KernelContext&) {}

  void run(const Launch& launch) const {
    const mortise_tensor_view_t& pages = launch.input(0);
    const mortise_tensor_view_t& rows = launch.input(1);
    const mortise_tensor_view_t& out = launch.output(0);
    const int64_t count = rows.shape[0];
    const int64_t slot_count = pages.shape[0] * pages.shape[1];
    const int64_t* slots = launch.in<int64_t>(2);
    // All are checked before anything is written: the state stays whole when one is wrong.
    for (int64_t i = 0; i < count; ++i) {
      if (slots[i] < -1 || slots[i] >= slot_count) {
        invalid("slot ", slots[i], " of row ", i, " is out of range; there are ", slot_count);
      }
    }
    if (out.data != pages.data && pages.byte_size != 0) {
      std::memcpy(out.data, pages.data, pages.byte_size);
    }
    if (count == 0) return;
    const size_t row_bytes = static_cast<size_t>(rows.byte_size) / static_cast<size_t>(count);
    for (int64_t i = 0; i < count; ++i) {
      if (slots[i] < 0 || row_bytes == 0) continue;
      std::memcpy(static_cast<char*>(out.data) + static_cast<size_t>(slots[i]) * row_bytes,
                  static_cast<const char*>(rows.data) + static_cast<size_t>(i) * row_bytes,
                  row_bytes);
    }
  }
};

}  // namespace

MORTISE_OPERATOR(PagedAppend, 1) {
  op.summary("Writes row i at slot i (page * page size + place in the page); slot -1 drops its row")
      .input("pages")
      .input("rows")
      .input("slots")
      .output("updated_pages")
      .in_place(0, 0)
      .infer(&infer)
      .kernel<PagedAppendKernel>();
}

}  // namespace mortise::ops
