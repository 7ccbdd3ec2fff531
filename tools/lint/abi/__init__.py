"""What abi-fingerprint is made of: reading headers, measuring them, comparing them with frozen versions.

A *contract* is a folder of C headers with a contract.json beside it. A *surface* is what a part of a contract (the
headers that share a fingerprint) shows to the other side of the ABI. A *record* is the surface of a frozen minor
version.
"""
import sys


def fail(message):
    sys.exit(f"abi-fingerprint: {message}")
