// Random work on several streams, ordered by fences so that what is in memory at the end can only be one thing. Each piece
// waits for what it needs and no more; what is large comes before what is small, so that a wait that is ignored, or a
// signal that comes early, shows in the bytes.
#pragma once

#include "plugin-sdk/conform/suites/bench.hpp"
#include "plugin-sdk/conform/suites/small_kernel.hpp"

namespace mortise::conform {

class WorkGraph {
 public:
  struct Size {
    unsigned streams, regions, pieces;
  };
  /// `kernel` may be null: copies and fills only.
  WorkGraph(Bench& bench, const Size& size, const SmallKernel* kernel);
  /// Enqueues everything, waits, and compares. Throws Failure.
  void run();

 private:
  static constexpr uint64_t kRegion = uint64_t{1} << 20;  // bytes; copying one takes a while

  // A part of a region that a piece reads or writes.
  struct Part {
    size_t region;
    uint64_t offset, size;
  };
  // What happened to a region: the pieces that wrote it last, and those that have read it since.
  struct Access {
    std::vector<size_t> writers, readers;
  };
  struct Piece {
    size_t stream;
    std::vector<size_t> seen;    // by stream: how many of its pieces are over when this one begins
    std::vector<Point> signals;  // points that are reached when this one is over
    size_t position = 0;         // on its stream
  };

  void add_fill(size_t stream);
  void add_copy(size_t stream);
  void add_launch(size_t stream);
  Part draw_part(uint64_t size);
  Order order_for(size_t stream, const std::vector<Part>& reads, const Part& write);
  void wait_for(size_t earlier, Piece& piece, Order& order);
  void draw_signals(Piece& piece, Order& order);
  Bytes content_of(const Part& part) const;
  void set_content(const Part& part, const Bytes& bytes);

  Bench& bench_;
  Random random_;
  const SmallKernel* kernel_;
  unsigned piece_count_;
  std::vector<Fence> fences_;  // one a stream, which every piece signals, and two that any may
  std::vector<uint64_t> values_;
  std::vector<Buffer> regions_;
  std::vector<Bytes> contents_;
  std::vector<Access> accesses_;
  std::vector<Piece> pieces_;
  std::vector<std::vector<size_t>> on_stream_;  // pieces by stream
  std::vector<Stream> streams_;                 // last: released first
};

}  // namespace mortise::conform
