// The plugin: the one export.
#include <mortise/sdk/operator_provider.hpp>

#include "plugins/operators/image/image_decoder.hpp"

namespace mortise::image {
namespace {

class ImagePlugin final : public sdk::Plugin<sdk::OperatorProvider> {
 public:
  ImagePlugin(const mortise_host_t* host, const sdk::Attributes&) : Plugin(host) {
    add(&define_image_decoder, "", "ImageDecoder", 20);
  }
};

}  // namespace
}  // namespace mortise::image

MORTISE_PLUGIN("image", "0.1.0", mortise::image::ImagePlugin);
