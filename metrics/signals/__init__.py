"""Signals: is a change more than chance would make? A word, never good or bad, and why."""

from metrics.signals.judging import FALSE_ALARMS, assess, chance_words, expected_by_chance
from metrics.signals.results import WORDS, Fired, Method, Signal, SignalWord

__all__ = [
    "FALSE_ALARMS", "WORDS", "Fired", "Method", "Signal", "SignalWord", "assess",
    "chance_words", "expected_by_chance",
]  # fmt: skip
