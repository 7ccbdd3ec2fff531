#include "plugin-sdk/conform/suites/work_graph.hpp"

#include <algorithm>

namespace mortise::conform {

WorkGraph::WorkGraph(Bench& bench, const Size& size, const SmallKernel* kernel)
    : bench_(bench),
      random_(bench.random.next()),
      kernel_(kernel),
      piece_count_(size.pieces),
      accesses_(size.regions),
      on_stream_(size.streams) {
  for (unsigned i = 0; i < size.streams + 2; ++i) {
    fences_.push_back(bench.device.fence());
    values_.push_back(0);
  }
  for (unsigned i = 0; i < size.regions; ++i) {
    regions_.push_back(bench.device.buffer(kRegion));
    contents_.emplace_back(kRegion, static_cast<unsigned char>(0));
    bench.queue.fill(regions_[i], 0, 0, kRegion);
  }
  for (unsigned i = 0; i < size.streams; ++i) streams_.push_back(bench.device.stream());
}

void WorkGraph::run() {
  for (unsigned i = 0; i < piece_count_; ++i) {
    const size_t stream = random_.below(streams_.size());
    const uint64_t kind = random_.below(kernel_ != nullptr ? 4 : 3);
    if (kind == 0) {
      add_fill(stream);
    } else if (kind < 3) {
      add_copy(stream);
    } else {
      add_launch(stream);
    }
  }
  for (size_t i = 0; i < fences_.size(); ++i) fences_[i].wait(values_[i]);
  for (size_t i = 0; i < fences_.size(); ++i) {
    const uint64_t value = fences_[i].query();
    expect(value == values_[i], "the last signal of ", fences_[i].name(), " is ", values_[i],
           "; when all work is done it is at ", value);
  }
  for (size_t i = 0; i < regions_.size(); ++i)
    check_equal(bench_.queue.read(regions_[i], 0, kRegion), contents_[i],
                sdk::message(regions_[i].name(), " after ordered work on ", streams_.size(),
                             " streams (a wait was ignored, or a signal came before its work was "
                             "done)"));
}

// Large parts are the region's whole; small ones lie at its end, where large work comes last.
WorkGraph::Part WorkGraph::draw_part(uint64_t size) {
  return {random_.below(regions_.size()),
          size == kRegion ? 0 : kRegion - size - 4 * random_.below(64), size};
}

void WorkGraph::add_fill(size_t stream) {
  const Part part = draw_part(random_.one_in(2) ? kRegion : 1 + random_.below(200));
  const auto value = static_cast<uint8_t>(random_.next());
  const Order order = order_for(stream, {}, part);
  bench_.device.fill(streams_[stream], {regions_[part.region], part.offset}, value, part.size,
                     order);
  set_content(part, Bytes(part.size, value));
}

void WorkGraph::add_copy(size_t stream) {
  const uint64_t size = random_.one_in(2) ? kRegion : 1 + random_.below(200);
  const Part from = draw_part(size);
  Part to = draw_part(size);
  if (from.region == to.region) to.region = (to.region + 1) % regions_.size();
  const Order order = order_for(stream, {from}, to);
  bench_.device.copy(streams_[stream], {regions_[from.region], from.offset},
                     {regions_[to.region], to.offset}, size, order);
  set_content(to, content_of(from));
}

// The source is filled first: what else lies there may be no number.
void WorkGraph::add_launch(size_t stream) {
  const uint64_t size = kernel_->byte_size();
  const uint64_t alignment = bench_.device.description().alignment;
  const Part from = {random_.below(regions_.size()), 0, size};
  Part to = {random_.below(regions_.size()), (kRegion - size) / alignment * alignment, size};
  if (from.region == to.region) to.region = (to.region + 1) % regions_.size();
  const Order clear = order_for(stream, {}, from);
  bench_.device.fill(streams_[stream], {regions_[from.region], 0}, 0x40, size, clear);
  set_content(from, Bytes(size, 0x40));
  const Order order = order_for(stream, {from}, to);
  kernel_->launch(streams_[stream], regions_[from.region], 0, regions_[to.region], to.offset,
                  order);
  set_content(to, kernel_->expected(content_of(from)));
}

// A piece that reads waits for the region's writers; one that writes, for its readers, too.
Order WorkGraph::order_for(size_t stream, const std::vector<Part>& reads, const Part& write) {
  Order order;
  Piece piece;
  piece.stream = stream;
  piece.position = on_stream_[stream].size();
  piece.seen.assign(streams_.size(), 0);
  if (!on_stream_[stream].empty()) piece.seen = pieces_[on_stream_[stream].back()].seen;
  piece.seen[stream] = piece.position;
  for (const Part& part : reads) {
    for (const size_t writer : accesses_[part.region].writers) wait_for(writer, piece, order);
  }
  Access& written = accesses_[write.region];
  for (const size_t writer : written.writers) wait_for(writer, piece, order);
  for (const size_t reader : written.readers) wait_for(reader, piece, order);
  draw_signals(piece, order);
  const size_t id = pieces_.size();
  on_stream_[stream].push_back(id);
  pieces_.push_back(std::move(piece));
  for (const Part& part : reads) accesses_[part.region].readers.push_back(id);
  written = {{id}, {}};
  return order;
}

// Adds a wait unless an earlier wait, of this piece or of one before it, has brought it about already.
void WorkGraph::wait_for(size_t earlier, Piece& piece, Order& order) {
  const Piece& other = pieces_[earlier];
  if (other.position < piece.seen[other.stream]) return;
  // Its own point, or that of a later piece on the same stream.
  const std::vector<size_t>& line = on_stream_[other.stream];
  const size_t position = other.position + random_.below(line.size() - other.position);
  const Piece& chosen = pieces_[line[position]];
  order.waits.push_back(chosen.signals[random_.below(chosen.signals.size())]);
  for (size_t i = 0; i < piece.seen.size(); ++i)
    piece.seen[i] = std::max(piece.seen[i], chosen.seen[i]);
  piece.seen[chosen.stream] = std::max(piece.seen[chosen.stream], position + 1);
}

void WorkGraph::draw_signals(Piece& piece, Order& order) {
  values_[piece.stream] += 1 + random_.below(random_.one_in(4) ? 1000 : 2);
  order.signals.push_back({&fences_[piece.stream], values_[piece.stream]});
  // A shared fence grows only when the piece comes after all that signals it: here, when it waits for its last value.
  const size_t shared = streams_.size() + random_.below(2);
  if (random_.one_in(3)) {
    const uint64_t last = values_[shared];
    if (last != 0) order.waits.push_back({&fences_[shared], last});
    values_[shared] = last + 1 + random_.below(3);
    order.signals.push_back({&fences_[shared], values_[shared]});
  }
  piece.signals = order.signals;
}

Bytes WorkGraph::content_of(const Part& part) const {
  const auto begin = contents_[part.region].begin() + static_cast<ptrdiff_t>(part.offset);
  return {begin, begin + static_cast<ptrdiff_t>(part.size)};
}

void WorkGraph::set_content(const Part& part, const Bytes& bytes) {
  std::copy(bytes.begin(), bytes.end(),
            contents_[part.region].begin() + static_cast<ptrdiff_t>(part.offset));
}

}  // namespace mortise::conform
