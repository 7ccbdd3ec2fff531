"""Random pictures that are as smooth as photographs: noise at all scales, from pixels to half the picture. White noise
would look the same to a network everywhere."""

import numpy


def make(random, batch, size):
    """float32 [batch, 3, size, size], of mean about 0 and deviation about 1. Requires: `size` is a multiple of 32."""
    picture = numpy.zeros((batch, 3, size, size), numpy.float32)
    scales = [2**level for level in range(size.bit_length() - 1) if size % 2**level == 0]
    for scale in scales:
        noise = random.standard_normal((batch, 3, size // scale, size // scale), dtype=numpy.float32)
        picture += noise.repeat(scale, axis=2).repeat(scale, axis=3)
    return picture / numpy.float32(len(scales) ** 0.5)
