#!/usr/bin/env python3
"""Writes dtype.bin, what dtype_test.cpp expects: conversions made by ml_dtypes 0.6 and numpy, and blocks dequantised by
gguf 0.19, whose code is independent of ours.

    python3 -m venv venv && venv/bin/pip install numpy ml_dtypes==0.6.0 gguf==0.19.0
    venv/bin/python core/base/testdata/make_dtype_fixtures.py

The file is a list of records: a name (16 bytes, padded with zeros), the lengths of two byte strings (two 32-bit
numbers), and those. For "decode …" they are codes and the float32 numbers that they stand for; for "encode …" float32
numbers and codes; for a block type blocks and their elements as float32.
"""
import pathlib
import struct

import gguf
import ml_dtypes
import numpy

FLOATS8 = ["float8_e4m3fn", "float8_e4m3fnuz", "float8_e5m2", "float8_e5m2fnuz"]
BLOCKS = ["Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "Q2_K", "Q3_K", "Q4_K", "Q5_K", "Q6_K", "IQ4_NL", "MXFP4"]
# Where the half-precision scales of a block lie.
HALVES = {"Q4_0": [0], "Q4_1": [0, 2], "Q5_0": [0], "Q5_1": [0, 2], "Q8_0": [0], "Q2_K": [80, 82], "Q3_K": [108],
          "Q4_K": [0, 2], "Q5_K": [0, 2], "Q6_K": [208], "IQ4_NL": [0]}


def samples(dtype, codes):
    """Finite numbers of the format, midpoints between neighbours (ties) and numbers a little off those."""
    numbers = codes.view(dtype).astype(numpy.float32)
    numbers = numpy.unique(numbers[numpy.isfinite(numbers)])
    middles = (numbers[1:].astype(numpy.float64) + numbers[:-1]) / 2
    middles = middles.astype(numpy.float32)
    above = numpy.nextafter(middles, numpy.float32(numpy.inf))
    below = numpy.nextafter(middles, numpy.float32(-numpy.inf))
    return numpy.concatenate([numbers, middles, above, below])


def pick(generator, numbers, count):
    return generator.choice(numbers, min(count, len(numbers)), replace=False).astype(numpy.float32)


def records():
    generator = numpy.random.default_rng(20240501)
    all_bytes = numpy.arange(256, dtype=numpy.uint8)
    for name in FLOATS8:
        dtype = getattr(ml_dtypes, name)
        yield "decode " + name[7:], all_bytes, all_bytes.view(dtype).astype(numpy.float32)
        largest = numpy.float32(ml_dtypes.finfo(dtype).max)
        # What saturates is clamped before the cast, as ONNX's saturate_cast does.
        numbers = numpy.concatenate([pick(generator, samples(dtype, all_bytes), 80),
                                     numpy.float32([0, -0.0, 1e-30, 1e30, -1e30, numpy.inf, -numpy.inf])])
        yield "encode " + name[7:], numbers, numpy.clip(numbers, -largest, largest).astype(dtype).view(numpy.uint8)
    nibbles = numpy.arange(16, dtype=numpy.uint8)
    fp4 = ml_dtypes.float4_e2m1fn
    yield "decode e2m1", nibbles, nibbles.view(fp4).astype(numpy.float32)
    numbers = numpy.concatenate([samples(fp4, nibbles), numpy.float32([7, -7, 1e9, -1e9, 1e-9])])
    yield "encode e2m1", numbers, numbers.astype(fp4).view(numpy.uint8)
    yield "decode e8m0", all_bytes, all_bytes.view(ml_dtypes.float8_e8m0fnu).astype(numpy.float32)

    half_codes = generator.integers(0, 65536, 100, dtype=numpy.uint16)
    every_half = numpy.arange(65536, dtype=numpy.uint16)
    edges = numpy.float32([0, -0.0, 65504, 65519.996, 65520, 65536, 1e9, -1e9, 6e-8, 2.9802322e-08, 2.98024e-08, 1e-30])
    for name, dtype in (("float16", numpy.float16), ("bfloat16", ml_dtypes.bfloat16)):
        yield "decode " + name, half_codes, half_codes.view(dtype).astype(numpy.float32)
        numbers = numpy.concatenate([pick(generator, samples(dtype, every_half), 100), edges])
        with numpy.errstate(over="ignore"):
            yield "encode " + name, numbers, numbers.astype(dtype).view(numpy.uint16)

    for name in BLOCKS:
        kind = getattr(gguf.GGMLQuantizationType, name)
        _, size = gguf.GGML_QUANT_SIZES[kind]
        blocks = generator.integers(0, 256, (1 if name.endswith("_K") else 2, size), dtype=numpy.uint8)
        for block in blocks:
            for offset in HALVES.get(name, []):
                block[offset:offset + 2] = numpy.frombuffer(numpy.float16(generator.normal()).tobytes(), numpy.uint8)
            if name == "MXFP4":
                block[0] = generator.integers(100, 140)
        yield name.lower(), blocks, gguf.quants.dequantize(blocks, kind).astype(numpy.float32)


def main():
    with open(pathlib.Path(__file__).with_name("dtype.bin"), "wb") as file:
        for name, first, second in records():
            first, second = first.tobytes(), second.tobytes()
            file.write(struct.pack("<16sII", name.encode(), len(first), len(second)) + first + second)


main()
