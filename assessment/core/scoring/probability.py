"""Probabilities and log odds (natural logarithm)."""

from math import exp, floor, log


def logit(probability: float) -> float:
    """The log odds of a probability strictly between 0 and 1; raises ValueError outside."""
    if not 0 < probability < 1:
        raise ValueError(f"expected a probability between 0 and 1, got {probability}")
    return log(probability / (1 - probability))


def expit(log_odds: float) -> float:
    """The probability, 0..1, with these log odds; the inverse of `logit`, safe for any finite input."""
    if log_odds >= 0:
        return 1 / (1 + exp(-log_odds))
    odds = exp(log_odds)
    return odds / (1 + odds)


def percent_int(probability: float) -> int:
    """The probability as a whole number of 100, halves rounded up."""
    return floor(100 * probability + 0.5)


def probability_change(probability: float, log_odds: float) -> float:
    """How much of a probability, strictly between 0 and 1, comes from log odds in it; negative where they lower it."""
    return probability - expit(logit(probability) - log_odds)
