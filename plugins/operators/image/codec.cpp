#include "plugins/operators/image/codec.hpp"

#include "plugins/operators/image/codecs.hpp"

namespace mortise::image {

const Codec* find_codec(Bytes file) {
  for (const Codec* codec : codecs()) {
    if (codec->recognises(file)) return codec;
  }
  return nullptr;
}

}  // namespace mortise::image
