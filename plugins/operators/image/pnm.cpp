// The portable formats PBM, PGM and PPM, as text (P1 to P3) and in bytes (P4 to P6): http://netpbm.sourceforge.net/doc/.
#include "plugins/operators/image/codecs.hpp"

namespace mortise::image {
namespace {

constexpr int64_t kMostDigits = 7;  // of an extent

bool is_space(uint8_t byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }

struct Header {
  char kind;  // '1' to '6'
  Size size;
  int64_t most;  // the value that stands for white
};

class Reader {
 public:
  explicit Reader(Bytes file) : file_(file) {}

  std::optional<Header> header() {
    Header header{static_cast<char>(file_[1]), {}, 1};
    at_ = 2;
    const bool has_most = header.kind != '1' && header.kind != '4';
    const auto width = number(), height = number(), most = has_most ? number() : int64_t{1};
    if (!width || !height || !most || *most < 1 || *most > 65535) return std::nullopt;
    header.size = {*width, *height};
    header.most = *most;
    ++at_;  // the one space before the pixels
    return header;
  }

  /// The next decimal number, behind space and comments.
  std::optional<int64_t> number() {
    skip_space();
    int64_t value = 0, digits = 0;
    for (; at_ < file_.size() && file_[at_] >= '0' && file_[at_] <= '9'; ++at_) {
      if (++digits > kMostDigits) return std::nullopt;
      value = value * 10 + (file_[at_] - '0');
    }
    return digits == 0 ? std::nullopt : std::optional(value);
  }
  /// The next digit alone: PBM's text may have no space between pixels.
  std::optional<int64_t> digit() {
    skip_space();
    if (at_ >= file_.size() || (file_[at_] != '0' && file_[at_] != '1')) return std::nullopt;
    return file_[at_++] - '0';
  }
  std::optional<int64_t> byte() {
    return at_ < file_.size() ? std::optional<int64_t>(file_[at_++]) : std::nullopt;
  }

 private:
  void skip_space() {
    while (at_ < file_.size() && (is_space(file_[at_]) || file_[at_] == '#')) {
      if (file_[at_] == '#') {
        while (at_ < file_.size() && file_[at_] != '\n') ++at_;
      } else {
        ++at_;
      }
    }
  }

  Bytes file_;
  size_t at_ = 0;
};

// A sample of a file that is no bitmap in bytes, in [0, most].
std::optional<int64_t> sample(Reader& reader, const Header& header) {
  if (header.kind == '1') {
    const auto bit = reader.digit();
    return bit ? std::optional(1 - *bit) : std::nullopt;
  }
  if (header.kind < '4') return reader.number();
  const auto high = reader.byte();
  if (!high || header.most < 256) return high;
  const auto low = reader.byte();
  return low ? std::optional(*high << 8 | *low) : std::nullopt;
}

// Rows of a bitmap in bytes begin with a byte of their own; 1 is black.
bool decode_bits(Reader& reader, Size size, uint8_t* pixels) {
  for (int64_t y = 0; y < size.height; ++y) {
    std::optional<int64_t> bits;
    for (int64_t x = 0; x < size.width; ++x) {
      if (x % 8 == 0) bits = reader.byte();
      if (!bits) return false;
      const bool is_black = (*bits >> (7 - x % 8) & 1) != 0;
      for (int c = 0; c < 3; ++c) *pixels++ = is_black ? 0 : 255;
    }
  }
  return true;
}

bool recognises(Bytes file) {
  return file.size() > 2 && file[0] == 'P' && file[1] >= '1' && file[1] <= '6' &&
         (is_space(file[2]) || file[2] == '#');
}

std::optional<Size> read_size(Bytes file) {
  const std::optional<Header> header = Reader(file).header();
  return header ? std::optional(header->size) : std::nullopt;
}

bool decode(Bytes file, Size size, uint8_t* pixels) {
  Reader reader(file);
  const std::optional<Header> header = reader.header();
  if (!header || header->size.width != size.width || header->size.height != size.height)
    return false;
  if (header->kind == '4') return decode_bits(reader, size, pixels);
  const bool has_colours = header->kind == '3' || header->kind == '6';
  for (int64_t i = 0; i < size.width * size.height; ++i) {
    std::optional<int64_t> value;
    for (int c = 0; c < 3; ++c) {
      if (c == 0 || has_colours) value = sample(reader, *header);
      if (!value || *value > header->most) return false;
      *pixels++ = static_cast<uint8_t>((*value * 255 + header->most / 2) / header->most);
    }
  }
  return true;
}

}  // namespace

const Codec kPnm = {"PNM", &recognises, &read_size, &decode};

}  // namespace mortise::image
