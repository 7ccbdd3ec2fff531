"""Whether two sides compute the same, and something at all."""

import numpy

# Of each element, and of the deviation of the whole output: both sides round, in different orders.
RTOL, ATOL = 1e-3, 1e-3


class Disagreement(Exception):
    pass


def check(name, ours, peer):
    """Requires: arrays of the same output."""
    if ours.shape != peer.shape:
        raise Disagreement(f"{name} has shape {ours.shape}, and {peer.shape} with the peer")
    if not numpy.isfinite(peer).all():
        raise Disagreement(f"{name} is not finite; the model's weights are badly conditioned")
    deviation = float(peer.std())
    if peer.size > 1 and deviation == 0:
        raise Disagreement(f"{name} is the same everywhere; the model's weights are badly conditioned")
    error = numpy.abs(ours - peer)
    wrong = ~(error <= ATOL * deviation + RTOL * numpy.abs(peer))
    if wrong.any():
        worst = float(numpy.where(numpy.isnan(error), numpy.inf, error).max())
        raise Disagreement(f"{name}: {int(wrong.sum())} of {peer.size} elements differ, by up to {worst:.3g} where the "
                           f"output's deviation is {deviation:.3g}")
