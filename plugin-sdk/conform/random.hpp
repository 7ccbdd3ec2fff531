// Reproducible random numbers.
#pragma once

#include <mortise/sdk/random_elements.hpp>

namespace mortise::conform {

using sdk::Random;

}  // namespace mortise::conform
