"""`pillars reseal`: what an earlier secret has sealed, sealed anew with the one that is set."""

from dashboard.access.store.resealing import reseal_factors
from dashboard.options import JsonOption, LangOption
from dashboard.printing import language_of, print_json, write_line
from dashboard.returns.store.resealing import reseal_drafts
from dashboard.text import Words
from metrics import Settings


def reseal(as_json: JsonOption = False, lang: LangOption = "en") -> None:
    """Seal anew, with PILLARS_SECRET_KEY, what PILLARS_SECRET_KEY_BEFORE has sealed.

    Where something can be read with neither, nothing of that database is changed.
    """
    settings, words = Settings(), Words(language_of(lang))
    done = {"second_factors": reseal_factors(settings), "files": reseal_drafts(settings)}
    if as_json:
        print_json(dict(done))
        return
    for what, count in done.items():
        write_line(words.counted(f"resealing.{what}", count))
    write_line(words("resealing.then"))
