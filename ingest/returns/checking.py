"""A partner's file checked in one pass: every finding, and every value that it states.

The gate, the reading, the search for personal data, the figures, the rules, the past. A file that
holds personal data is told of that and of nothing else: no word of it leaves this module.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ingest.book import Book, read_book
from ingest.findings import Finding, ReadError, Severity
from ingest.gate import admit
from ingest.personal_data import scan
from ingest.progress import tell
from ingest.returns.content import digest_of
from ingest.returns.context import Checked, Context, Outcome
from ingest.returns.cutouts import cutouts_of
from ingest.returns.extraction import Extraction, value_columns
from ingest.returns.heads import Heads
from ingest.returns.layout import where_is
from ingest.returns.ledger import At, Ledger
from ingest.returns.passing import checked_to_json, context_from_json
from ingest.returns.period_names import named
from ingest.returns.plausibility import check_past
from ingest.returns.recognition import (
    PERIOD_UNKNOWN,
    WRONG_PARTNER,
    Asked,
    Recognition,
)
from ingest.returns.recognized import Recognized
from ingest.returns.rules import check_rules, check_totals
from ingest.returns.stated import RowPeriods
from ingest.returns.unread_text import NOTHING_READ
from ingest.uncollected import uncollected
from metrics import Language, Text, labels

__all__ = ["Checked", "Context", "Outcome", "check", "check_book", "run"]

# What notes of the book tell again of a cell that a finding of the form tells already.
_TOLD_AGAIN = ("error-value", "formula-unsaved")
_TOLD_BY = ("error-value", "formula")
_HIDDEN = Text(
    "This sheet is hidden, and it holds something.",
    "Cette feuille est masquée et n'est pas vide.",
)


def check(content: bytes, file: str, context: Context) -> Checked:
    """Check a file's bytes; what cannot be opened is a finding too, never an exception."""
    with uncollected():
        return _check(content, file, context)


def _check(content: bytes, file: str, context: Context) -> Checked:
    try:
        kind = admit(content, file, context.limits)
        tell(0.05, "read")
        book = read_book(content, file, kind, context.limits)
    except ReadError as error:
        return _refused(context, (error.finding(file),), kept_out=True)
    tell(0.5, "personal-data")
    return check_book(book, file, context)


def check_book(book: Book, file: str, context: Context) -> Checked:
    """Check a file that has been opened."""
    rows = RowPeriods(book)
    asked = Asked(context.partner, context.form, context.period, context.language,
                  context.answers, context.today)  # fmt: skip
    stated = Recognition(file, book.properties, context.catalogue, asked, rows, Heads(book))
    known = stated.recognize()
    declared = value_columns(book, context.catalogue, known)
    if private := scan(book, file, context.allowed, declared, _names(context)):
        return _refused(context, private, kept_out=True)
    tell(0.7, "figures")
    if others := tuple(one for one in known.findings if one.rule == WRONG_PARTNER):
        return _refused(context, others)  # nothing is asked about the entries of another
    period = known.period or next(iter(known.offered), None)
    if known.form is None or period is None or not known.partner:
        return _refused(context, (*known.findings, *book.notes))
    layout = where_is(known.form, context.catalogue, known.partner, period, known.language)
    ledger = Ledger(file, layout, context.today, context.answers)
    ledger.is_presumed = known.period is None
    extraction = Extraction(book, context.catalogue, known, ledger, rows.agree(known.form))
    checked = _figures(book, context, known, ledger, extraction)
    if ledger.is_presumed:  # every other finding is told in the same pass; nothing is taken
        return checked._replace(period="", observations=(), content="")
    return checked


def _figures(
    book: Book, context: Context, known: Recognized, ledger: Ledger, extraction: Extraction
) -> Checked:
    form, period = ledger.layout.form, ledger.period
    ledger.findings += known.findings
    if not ledger.is_presumed:
        _check_period(ledger, context)
    if known.has_template or not extraction.read_by(context.profiles):
        extraction.read()
    tell(0.85, "rules")
    check_totals(ledger)
    check_rules(ledger, context.today)
    check_past(ledger, context.history)
    notes = _notes(book, ledger, extraction.own)
    findings = _ordered((*_leading(ledger.findings), *ledger.uncounted(), *notes))
    observations = tuple(ledger.held.values())
    return Checked(
        _outcome(findings), form.id, known.version, known.partner, period.code, known.language,
        ledger.rows, findings, observations,
        digest_of(form.id, known.partner, period.code, observations),
        cutouts_of(book, findings),
    )  # fmt: skip


def _leading(findings: Sequence[Finding]) -> Sequence[Finding]:
    """Where nothing could be read, that first, and no question of which period it is."""
    nothing = [one for one in findings if one.rule == NOTHING_READ]
    others = [one for one in findings if one.rule not in (NOTHING_READ, PERIOD_UNKNOWN)]
    return [*nothing, *others] if nothing else findings


def run(content: bytes, asked: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The task of the child process: a file's bytes and a context as JSON; what was found."""
    checked = check(content, str(asked["file"]), context_from_json(asked["context"]))
    return checked_to_json(checked), b""


def _check_period(ledger: Ledger, context: Context) -> None:
    period = ledger.period
    said = named(period, ledger.layout.form)
    if period in context.closed:
        ledger.tell(
            Severity.ERROR, "period-closed", At("", 0, 0),
            Text(f"{said.en} is closed: no return is taken for it any more.",
                 f"{said.fr} est fermée\u00a0: on n'accepte plus de rapport pour elle."),
            Text("Ask the office to reopen it.", "Demandez au bureau de la rouvrir."),
        )  # fmt: skip
    if period.end < context.today:
        return
    begun = period.start <= context.today
    en, fr = ("is not over", "n'est pas terminée") if begun else (
        "has not begun", "n'a pas commencé")  # fmt: skip
    ledger.tell(
        Severity.WARNING if begun else Severity.ERROR, "period-future", At("", 0, 0),
        Text(f"{said.en} {en}: it ends on {labels.day_words(period.end, Language.EN)}.",
             f"{said.fr} {fr}\u00a0: elle finit le {labels.day_words(period.end, Language.FR)}."),
        Text("Check the period; send the return when the period is over.",
             "Vérifiez la période; envoyez le rapport une fois la période terminée."),
    )  # fmt: skip


def _notes(book: Book, ledger: Ledger, own: frozenset[str]) -> tuple[Finding, ...]:
    """What the reading of the file itself found, unless the form's finding tells it already."""
    told = {(one.sheet, one.cell) for one in ledger.findings if one.rule in _TOLD_BY}
    unread = {one.sheet for one in ledger.findings if one.rule == "sheet-unknown"}
    return tuple(
        one._replace(message=_HIDDEN) if one.rule == "hidden-sheet" and one.sheet in unread else one
        for one in book.notes
        if not (one.rule in _TOLD_AGAIN and (one.sheet, one.cell) in told)
        and not (one.severity is Severity.INFO and one.sheet in own)
    )


def _names(context: Context) -> frozenset[str]:
    """Names of organizations and places, which are nobody's personal data."""
    known = context.catalogue
    titles = [one.title for one in known.partners.values()]
    titles += [one.title for one in known.places.values()]
    return frozenset(name for title in titles for name in title)


_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def _ordered(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Errors first, then by cause; within a cause as they stand in the file."""
    first: dict[str, int] = {}
    for at, one in enumerate(findings):
        first.setdefault(one.cause, at)
    return tuple(sorted(findings, key=lambda one: (_ORDER[one.severity], first[one.cause])))


def _outcome(findings: tuple[Finding, ...]) -> Outcome:
    severities = {one.severity for one in findings if not one.shadow}
    if Severity.ERROR in severities:
        return Outcome.REJECT
    return Outcome.WITH_WARNINGS if Severity.WARNING in severities else Outcome.ACCEPT


def _refused(context: Context, findings: tuple[Finding, ...], *, kept_out: bool = False) -> Checked:
    period = context.period.code if context.period else ""
    return Checked(
        Outcome.REJECT, context.form or "", 0, context.partner or "", period, context.language, 0,
        _ordered(findings), (), "", {}, kept_out,
    )  # fmt: skip
