#include "tools/common/npy.hpp"

#include <mortise/mortise.hpp>

#include <string.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "tools/common/file.hpp"

namespace mortise::tools {
namespace {

constexpr std::string_view kMagic("\x93NUMPY", 6);
constexpr size_t kMaxRank = 64;  // NumPy's own limit

struct Format {
  std::string_view code;  // without the mark of byte order
  uint32_t dtype;
  size_t size;       // bytes per element
  size_t word_size;  // bytes that byte order reverses
};

constexpr std::array kFormats = {
    Format{"f4", MORTISE_DTYPE_FLOAT32, 4, 4},   Format{"f8", MORTISE_DTYPE_FLOAT64, 8, 8},
    Format{"f2", MORTISE_DTYPE_FLOAT16, 2, 2},   Format{"b1", MORTISE_DTYPE_BOOL, 1, 1},
    Format{"i1", MORTISE_DTYPE_INT8, 1, 1},      Format{"i2", MORTISE_DTYPE_INT16, 2, 2},
    Format{"i4", MORTISE_DTYPE_INT32, 4, 4},     Format{"i8", MORTISE_DTYPE_INT64, 8, 8},
    Format{"u1", MORTISE_DTYPE_UINT8, 1, 1},     Format{"u2", MORTISE_DTYPE_UINT16, 2, 2},
    Format{"u4", MORTISE_DTYPE_UINT32, 4, 4},    Format{"u8", MORTISE_DTYPE_UINT64, 8, 8},
    Format{"c8", MORTISE_DTYPE_COMPLEX64, 8, 4}, Format{"c16", MORTISE_DTYPE_COMPLEX128, 16, 8},
};

struct Header {
  std::optional<std::string> format;
  std::optional<bool> column_major;
  std::optional<std::vector<int64_t>> shape;
};

/// The header is a Python dict literal with three known keys.
class HeaderParser {
 public:
  HeaderParser(std::string_view text, const std::string& name) : text_(text), name_(name) {}

  Header parse() {
    Header header;
    expect('{');
    while (!accept('}')) {
      const std::string key = parse_string();
      expect(':');
      if (key == "descr") {
        header.format = parse_string();
      } else if (key == "fortran_order") {
        header.column_major = parse_bool();
      } else if (key == "shape") {
        header.shape = parse_tuple();
      } else {
        fail("has the unknown key `" + key + "`");
      }
      if (!accept(',')) {
        expect('}');
        break;
      }
    }
    skip_space();
    if (position_ != text_.size()) fail("goes on after its end");
    if (!header.format || !header.column_major || !header.shape) {
      fail("needs the keys descr, fortran_order and shape");
    }
    return header;
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw Error(
        MORTISE_STATUS_INVALID_ARGUMENT,
        name_ + ": the .npy header " + what + " (at its byte " + std::to_string(position_) + ")");
  }

  void skip_space() {
    while (position_ < text_.size() && strchr(" \t\r\n", text_[position_]) != nullptr &&
           text_[position_] != '\0') {
      ++position_;
    }
  }

  bool accept(char wanted) {
    skip_space();
    if (position_ == text_.size() || text_[position_] != wanted) return false;
    ++position_;
    return true;
  }

  void expect(char wanted) {
    if (!accept(wanted)) fail(std::string("lacks a `") + wanted + "`");
  }

  std::string parse_string() {
    const char quote = accept('"') ? '"' : '\'';
    // A structured dtype is a list here.
    if (quote == '\'' && !accept('\'')) fail("lacks a string; a structured dtype is not supported");
    const size_t end = text_.find(quote, position_);
    if (end == std::string_view::npos) fail("has a string without end");
    const std::string_view content = text_.substr(position_, end - position_);
    position_ = end + 1;
    return std::string(content);
  }

  bool parse_bool() {
    skip_space();
    for (const auto& [word, value] : {std::pair("True", true), std::pair("False", false)}) {
      if (text_.substr(position_).substr(0, strlen(word)) == word) {
        position_ += strlen(word);
        return value;
      }
    }
    fail("lacks True or False");
  }

  std::vector<int64_t> parse_tuple() {
    std::vector<int64_t> extents;
    expect('(');
    while (!accept(')')) {
      skip_space();
      int64_t extent = -1;
      const char* const begin = text_.data() + position_;
      const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), extent);
      if (error != std::errc() || extent < 0) fail("has an extent that is no size");
      if (extents.size() == kMaxRank) fail("has more than 64 extents");
      position_ += static_cast<size_t>(end - begin);
      if (position_ < text_.size() && text_[position_] == 'L') ++position_;  // Python 2
      extents.push_back(extent);
      if (!accept(',')) {
        expect(')');
        break;
      }
    }
    return extents;
  }

  std::string_view text_;
  const std::string& name_;
  size_t position_ = 0;
};

/// Splits a file into the text of its header and the elements.
std::pair<std::string_view, std::string_view> split(std::string_view content,
                                                    const std::string& name) {
  const auto fail = [&name](const std::string& what) {
    throw Error(MORTISE_STATUS_INVALID_ARGUMENT, name + ": " + what);
  };
  if (content.substr(0, kMagic.size()) != kMagic || content.size() < 10) {
    fail("is not a .npy file; numpy.save writes one");
  }
  const auto byte = [content](size_t index) { return static_cast<uint8_t>(content[index]); };
  if (byte(6) < 1 || byte(6) > 3) {
    fail(".npy version " + std::to_string(byte(6)) + " is not known; 1 to 3 are");
  }
  const size_t size_bytes = byte(6) == 1 ? 2 : 4;
  const size_t start = 8 + size_bytes;
  size_t size = 0;
  for (size_t index = 0; index < size_bytes && 8 + index < content.size(); ++index) {
    size |= static_cast<size_t>(byte(8 + index)) << (8 * index);
  }
  if (content.size() < start || content.size() - start < size) {
    fail("the .npy header is cut off; the file is " + std::to_string(content.size()) +
         " bytes long");
  }
  return {content.substr(start, size), content.substr(start + size)};
}

const Format& find_format(std::string_view descriptor, const std::string& name) {
  const bool marked =
      !descriptor.empty() && std::string_view("<>|=").find(descriptor[0]) != std::string_view::npos;
  const std::string_view code = descriptor.substr(marked ? 1 : 0);
  for (const Format& format : kFormats) {
    if (format.code == code) return format;
  }
  throw Error(MORTISE_STATUS_UNSUPPORTED,
              name + ": the NumPy dtype `" + std::string(descriptor) +
                  "` is not supported; save numbers or bools: array.astype('float32')");
}

void reverse_words(std::vector<std::byte>& bytes, size_t word_size) {
  for (size_t offset = 0; offset + word_size <= bytes.size(); offset += word_size) {
    const auto word = bytes.begin() + static_cast<ptrdiff_t>(offset);
    std::reverse(word, word + static_cast<ptrdiff_t>(word_size));
  }
}

/// Copies column-major elements into row-major order.
std::vector<std::byte> to_row_major(const std::vector<std::byte>& source,
                                    const std::vector<int64_t>& shape, size_t element_size) {
  std::vector<size_t> strides;  // of the source, in bytes
  size_t stride = element_size;
  for (const int64_t extent : shape) {
    strides.push_back(stride);
    stride *= static_cast<size_t>(extent);
  }
  std::vector<std::byte> target(source.size());
  std::vector<int64_t> index(shape.size(), 0);
  size_t offset = 0;
  for (size_t written = 0; written < target.size(); written += element_size) {
    memcpy(target.data() + written, source.data() + offset, element_size);
    for (size_t axis = shape.size(); axis-- > 0;) {
      offset += strides[axis];
      if (++index[axis] < shape[axis]) break;
      offset -= strides[axis] * static_cast<size_t>(shape[axis]);
      index[axis] = 0;
    }
  }
  return target;
}

}  // namespace

Array parse_npy(std::string_view content, const std::string& name) {
  const auto [header_text, elements] = split(content, name);
  const Header header = HeaderParser(header_text, name).parse();
  const Format& format = find_format(*header.format, name);
  Array array;
  array.dtype = format.dtype;
  array.shape = *header.shape;
  const uint64_t count = count_elements(array.shape, name);
  // Dividing keeps a huge count from overflowing; only as much as the file holds is allocated.
  if (elements.size() % format.size != 0 || elements.size() / format.size != count) {
    throw Error(MORTISE_STATUS_INVALID_ARGUMENT,
                name + ": the shape " + format_shape(array.shape) + " needs " +
                    std::to_string(count) + " elements of " + std::to_string(format.size) +
                    " bytes, but " + std::to_string(elements.size()) + " bytes follow the header");
  }
  const auto* const data = reinterpret_cast<const std::byte*>(elements.data());
  array.bytes.assign(data, data + elements.size());
  if (header.format->front() == '>') reverse_words(array.bytes, format.word_size);
  if (*header.column_major && array.shape.size() > 1) {
    array.bytes = to_row_major(array.bytes, array.shape, format.size);
  }
  return array;
}

Array read_npy(const std::string& path) { return parse_npy(read_file(path), path); }

std::string npy_header(uint32_t dtype, const std::vector<int64_t>& shape, const std::string& name) {
  const auto format = std::find_if(kFormats.begin(), kFormats.end(),
                                   [dtype](const Format& f) { return f.dtype == dtype; });
  if (format == kFormats.end()) {
    throw Error(MORTISE_STATUS_UNSUPPORTED,
                name + ": NumPy has no " + dtype_name(dtype) + "; write a .raw file instead");
  }
  std::string text = "{'descr': '";
  text += format->size == 1 ? '|' : '<';
  text += std::string(format->code) + "', 'fortran_order': False, 'shape': (";
  for (const int64_t extent : shape) text += std::to_string(extent) + ", ";
  if (shape.size() > 1) text.resize(text.size() - 2);
  if (shape.size() == 1) text.pop_back();
  text += "), }";
  // Ends with a newline, padded so that the elements are aligned to 64 bytes.
  constexpr size_t kPrefix = 10;
  text.append(63 - (kPrefix + text.size()) % 64, ' ');
  text += '\n';
  std::string header(kMagic);
  header += std::string("\x01\x00", 2);
  header += static_cast<char>(text.size() & 0xff);
  header += static_cast<char>(text.size() >> 8);
  return header + text;
}

void write_npy(const std::string& path, uint32_t dtype, const std::vector<int64_t>& shape,
               const std::byte* data, size_t size) {
  write_file(path, npy_header(dtype, shape, path), {reinterpret_cast<const char*>(data), size});
}

}  // namespace mortise::tools
