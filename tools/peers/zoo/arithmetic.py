"""What the layers of convolutional networks compute, in numpy, NCHW."""

import numpy
from numpy.lib.stride_tricks import sliding_window_view


def windows(x, kernel, stride, padding, fill):
    edge = (padding, padding)
    padded = numpy.pad(x, ((0, 0), (0, 0), edge, edge), constant_values=fill)
    return sliding_window_view(padded, (kernel, kernel), axis=(2, 3))[:, :, ::stride, ::stride]


def convolution(x, weights, stride, padding, groups):
    """`groups`: 1, or one per channel."""
    filters, _, kernel, _ = weights.shape
    view = windows(x, kernel, stride, padding, 0)
    batch, _, height, width, _, _ = view.shape
    if groups == 1:
        columns = view.transpose(0, 2, 3, 1, 4, 5).reshape(batch * height * width, -1)
        product = columns @ weights.reshape(filters, -1).T
        return product.reshape(batch, height, width, filters).transpose(0, 3, 1, 2)
    taps = numpy.ndindex(kernel, kernel)
    return sum(view[..., i, j] * weights[None, :, 0, i, j, None, None] for i, j in taps)


def transposed_convolution(x, weights):
    """Without overlap: the stride is the kernel's extent."""
    batch, _, height, width = x.shape
    _, filters, kernel, _ = weights.shape
    spread = numpy.einsum("nchw,cfij->nfhiwj", x, weights, optimize=True)
    return spread.reshape(batch, filters, height * kernel, width * kernel)


def max_pool(x, kernel, stride, padding):
    return windows(x, kernel, stride, padding, -numpy.inf).max(axis=(4, 5))


def sigmoid(x):
    return 1 / (1 + numpy.exp(-x))
