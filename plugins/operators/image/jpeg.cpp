#include <csetjmp>
// clang-format off
#include <cstdio>  // jpeglib.h needs it before
#include <jpeglib.h>
// clang-format on

#include "plugins/operators/image/codecs.hpp"

namespace mortise::image {
namespace {

constexpr int kMostScans = 100;                // a file of few bytes may ask for very many
constexpr long kMostMemory = long{512} << 20;  // NOLINT: libjpeg's type; bytes beside the pixels

// libjpeg reports errors by a jump: no object with a destructor may live between setjmp and there.
struct Decoder {
  jpeg_decompress_struct info{};
  jpeg_error_mgr errors{};
  jpeg_progress_mgr progress{};
  std::jmp_buf failed{};
};

Decoder& decoder_of(j_common_ptr info) { return *static_cast<Decoder*>(info->client_data); }

[[noreturn]] void fail(j_common_ptr info) { std::longjmp(decoder_of(info).failed, 1); }
// What ends too soon counts as malformed, as everything that libjpeg would only warn of.
void warn(j_common_ptr info, int level) {
  if (level < 0) fail(info);
}
void limit_scans(j_common_ptr info) {
  if (reinterpret_cast<j_decompress_ptr>(info)->input_scan_number > kMostScans) fail(info);
}

void read_header(Decoder& decoder, Bytes file) {
  decoder.info.err = jpeg_std_error(&decoder.errors);
  decoder.info.client_data = &decoder;
  decoder.errors.error_exit = &fail;
  decoder.errors.emit_message = &warn;
  jpeg_create_decompress(&decoder.info);
  decoder.info.mem->max_memory_to_use = kMostMemory;
  decoder.progress.progress_monitor = &limit_scans;
  decoder.info.progress = &decoder.progress;
  jpeg_mem_src(&decoder.info, file.data(), file.size());
  jpeg_read_header(&decoder.info, TRUE);
}

bool recognises(Bytes file) { return starts_with(file, "\xff\xd8\xff", 3); }

std::optional<Size> size(Bytes file) {
  Decoder decoder;
  if (setjmp(decoder.failed) != 0) {  // NOLINT: libjpeg's way
    jpeg_destroy_decompress(&decoder.info);
    return std::nullopt;
  }
  read_header(decoder, file);
  const Size found = {decoder.info.image_width, decoder.info.image_height};
  jpeg_destroy_decompress(&decoder.info);
  return found;
}

bool decode(Bytes file, Size size, uint8_t* pixels) {
  Decoder decoder;
  if (setjmp(decoder.failed) != 0) {  // NOLINT: libjpeg's way
    jpeg_destroy_decompress(&decoder.info);
    return false;
  }
  read_header(decoder, file);
  decoder.info.out_color_space = JCS_RGB;
  jpeg_start_decompress(&decoder.info);
  const bool fits = decoder.info.output_width == size.width &&
                    decoder.info.output_height == size.height &&
                    decoder.info.output_components == 3;
  while (fits && decoder.info.output_scanline < decoder.info.output_height) {
    JSAMPROW row = pixels + int64_t{decoder.info.output_scanline} * size.width * 3;
    jpeg_read_scanlines(&decoder.info, &row, 1);
  }
  if (fits) jpeg_finish_decompress(&decoder.info);
  jpeg_destroy_decompress(&decoder.info);
  return fits;
}

}  // namespace

const Codec kJpeg = {"JPEG", &recognises, &size, &decode};

}  // namespace mortise::image
