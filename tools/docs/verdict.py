"""What became of a block."""

from dataclasses import dataclass

from .blocks import Block


@dataclass
class Verdict:
    block: Block
    how: str  # "run", "compiled", "validated", "configured", "compared", "text", "skipped"
    message: str = ""  # what is wrong; of a skipped block, why
    failed: bool = False


def failed(block, how, message):
    return Verdict(block, how, message.strip(), True)
