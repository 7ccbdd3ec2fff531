"""Random strokes in rows, like text, for the PP-OCR models. Plain noise has none, so that detection's outputs for it are
near zero and say little about either side."""

import numpy


def make(random, batch, height, width):
    """float32 [batch, 3, height, width]."""
    page = 2 + 0.1 * random.standard_normal((batch, 3, height, width))
    for image in page:
        for top in range(6, height - 16, 28):
            left = int(random.integers(4, 12))
            while left + 12 < width - 4:
                for _ in range(3):
                    if random.integers(2):
                        column = left + int(random.integers(0, 7))
                        image[:, top:top + 12, column:column + 2] = -2
                    else:
                        row = top + int(random.integers(0, 11))
                        image[:, row:row + 2, left:left + 8] = -2
                left += int(random.integers(9, 14))
    return page.astype(numpy.float32)
