"""Which signals are said: of the others chance is no question."""

from metrics import SignalWord

JUDGED = (
    SignalWord.WITHIN, SignalWord.HIGHER, SignalWord.LOWER, SignalWord.LAST_CHANGE_USUAL,
)  # fmt: skip
SAID = (*JUDGED, SignalWord.TOO_FEW)
