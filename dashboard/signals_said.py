"""Which signals are said, and how: of the others chance is no question."""

from metrics import Signal, SignalWord

JUDGED = (
    SignalWord.WITHIN, SignalWord.HIGHER, SignalWord.LOWER, SignalWord.LAST_CHANGE_USUAL,
)  # fmt: skip
SAID = (*JUDGED, SignalWord.TOO_FEW)
KEYS = {  # of the sentences about chance; where it is no question there is none
    SignalWord.WITHIN: "within",
    SignalWord.LAST_CHANGE_USUAL: "last_usual",
    SignalWord.TOO_FEW: "too_few",
}


def signal_key(signal: Signal) -> str:
    """What a sentence says of the newest value: of itself, of its change, or of a run it ends."""
    if signal.word in (SignalWord.HIGHER, SignalWord.LOWER):
        side = "higher" if signal.word is SignalWord.HIGHER else "lower"
        if not signal.steady:
            return f"changed_{side}"
        return f"run_{side}" if _is_within(signal) else side
    return KEYS.get(signal.word, "")


def _is_within(signal: Signal) -> bool:
    value = signal.newest.observation.value if signal.newest else None
    if value is None or signal.low is None or signal.high is None:
        return False
    return signal.low <= value <= signal.high
