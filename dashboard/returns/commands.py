"""`pillars template` and `pillars check`: a file without a browser; nothing is recorded."""

import sys
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Annotated

import typer

from dashboard.access.keys import new_id
from dashboard.options import JsonOption, LangOption
from dashboard.plain_values import Record
from dashboard.printing import WrongOptionError, language_of, plain, print_json, write_line
from dashboard.returns import asking
from dashboard.returns.checks import Checks, check_with_past, marks
from dashboard.returns.dues import dues, open_first
from dashboard.returns.keeping_back import refuse_at_terminal
from dashboard.returns.kept_out import note_personal_data
from dashboard.returns.office_said import comments_record, office_said, tell_office_said
from dashboard.returns.store import Drafts
from dashboard.returns.template_files import template_name, template_of, too_early
from dashboard.text import Words, both
from ingest import (
    PERSONAL_DATA,
    Checked,
    Context,
    Finding,
    Limits,
    Outcome,
    ReadError,
    Severity,
    annotate_in_child,
    check_in_child,
)
from metrics import (
    COMMAND_LINE,
    KINDS,
    Catalogue,
    Language,
    MetricsError,
    MetricsStore,
    Period,
    ReturnForm,
    Settings,
    StoreError,
    UnknownError,
)

FileArgument = Annotated[Path, typer.Argument(help="The file: .xlsx, .csv or .ods.")]
PartnerOption = Annotated[str | None, typer.Option("--partner", help="A partner's id.")]
FormOption = Annotated[str | None, typer.Option("--form", help="A return form's id.")]
PeriodOption = Annotated[str | None, typer.Option("--period", help="Such as 2025-Q4.")]
UNREAD: Mapping[type[OSError], str] = {  # in our own words: the system's are in one language
    FileNotFoundError: "no_such_file", IsADirectoryError: "is_a_folder",
    PermissionError: "not_permitted",
}  # fmt: skip


class Opened:
    """What these commands work with: settings, forms, and the figures where they are needed."""

    def __init__(self, lang: str) -> None:
        self.language = language_of(lang)
        self.words = Words(self.language)
        self.settings = Settings()
        self.catalogue = Catalogue.read(self.settings.data)
        self.limits = Limits.of(self.settings)

    def store(self) -> MetricsStore:
        return MetricsStore.open(self.settings, self.catalogue, make=False)

    def partner(self, name: str) -> str:
        return _known("partner", name, self.catalogue.partners)

    def form(self, name: str) -> ReturnForm:
        return self.catalogue.returns[_known("form", name, self.catalogue.returns)]

    def period(self, written: str) -> Period:
        try:
            return Period.parse(written)
        except MetricsError as error:
            raise WrongOptionError(*error.text) from None


def _known(kind: str, name: str, known: Iterable[str]) -> str:
    names = list(known)
    if name not in names:
        raise UnknownError(KINDS[kind], name, names)
    return name


def add_commands(app: typer.Typer) -> None:
    app.command()(template)
    app.command()(check)


def template(
    partner: Annotated[str, typer.Option("--partner", help="A partner's id.")],
    form: FormOption = None,
    period: PeriodOption = None,
    lang: Annotated[str | None, typer.Option("--lang", help="en or fr; the partner's own.")] = None,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Where to write it.")] = None,
) -> None:
    """Write the blank return of one partner and period, as .xlsx."""
    opened = Opened(lang or Language.EN)
    opened.partner(partner)
    language = opened.language if lang else opened.catalogue.partners[partner].language
    store = opened.store()
    asked = _asked(opened, store, partner, form, period)
    path = out or Path(template_name(*asked, language, partner=partner))
    content = template_of(opened.catalogue, store, *asked, language, partner=partner)
    write_new(path, content)
    write_line(opened.words("returns.template_written", file=plain(str(path))))


def _asked(
    opened: Opened, store: MetricsStore, partner: str, form: str | None, period: str | None
) -> tuple[ReturnForm, Period]:
    """Form and period; what is not said is what the partner has to send next."""
    if form and period:
        held, span = opened.form(form), opened.period(period)
    else:
        held, span = _next(opened, store, partner, form)
        span = opened.period(period) if period else span
    if not held.is_period(span) or not held.tables_of(partner, span):
        raise WrongOptionError(*both("returns.not_asked", form=held.id, period=span.code))
    if held.is_too_early(span, store.today()):
        raise WrongOptionError(*too_early(held, span))
    return held, span


def _next(
    opened: Opened, store: MetricsStore, partner: str, form: str | None
) -> tuple[ReturnForm, Period]:
    if form:
        opened.form(form)
    owed = [one for one in dues(store, partner) if form in (None, one.form.id)]
    for one in (*open_first(owed), *owed):
        return one.form, one.period
    raise WrongOptionError(*both("returns.nothing_asked"))


def write_new(path: Path, content: bytes) -> None:
    """A new file; one that is there may hold somebody's work, and is left alone."""
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise WrongOptionError(*both("returns.file_exists", file=str(path))) from None
    except OSError as error:
        raise WrongOptionError(
            *both("returns.not_written", file=str(path), said=error.strerror or "")
        ) from None


def check(
    file: FileArgument,
    partner: PartnerOption = None,
    form: FormOption = None,
    period: PeriodOption = None,
    as_json: JsonOption = False,
    annotated: Annotated[
        Path | None, typer.Option("--annotated", help="Write the file with notes here (.xlsx).")
    ] = None,
    lang: LangOption = "en",
) -> None:
    """Check a partner's file and tell every finding; exit 0 to accept it, 1 to reject it."""
    opened = Opened(lang)
    content = read_file(file, opened)
    if annotated and file.suffix.lower() != ".xlsx":
        raise WrongOptionError(*both("returns.only_workbooks"))
    if annotated and annotated.suffix.lower() != ".xlsx":
        raise WrongOptionError(*both("returns.annotated_name", file=str(annotated)))
    checked = checked_file(content, file.name, opened, context_of(opened, partner, form, period))
    if annotated and not checked.kept_out:
        marked = annotate_in_child(content, _marks(opened, checked), opened.language, opened.limits)
        write_new(annotated, marked)
    elif annotated:
        sys.stderr.write(opened.words("returns.not_annotated") + "\n")
    said = office_said(opened.store, checked)
    if as_json:
        print_json(check_record(checked, opened.language) | comments_record(said))
    else:
        tell(checked, opened.words)
        tell_office_said(said, opened.words)
    raise typer.Exit(1 if checked.outcome is Outcome.REJECT else 0)


def _marks(opened: Opened, checked: Checked) -> list[Finding]:
    """The same as on the pages; without the office's comments where there is no store to ask."""
    try:
        with closing(opened.store()) as store:
            return marks(store, checked)
    except StoreError:
        return [one for one in checked.findings if not one.shadow]


def read_file(path: Path, opened: Opened) -> bytes:
    """The bytes of a file; no more of them than a file may have."""
    try:
        with path.open("rb") as file:
            return file.read(opened.limits.bytes + 1)
    except OSError as error:
        key = UNREAD.get(type(error), "not_read")
        said = both(f"returns.{key}", file=str(path), said=error.strerror or "")
        raise WrongOptionError(*said) from None


def context_of(
    opened: Opened, partner: str | None, form: str | None, period: str | None
) -> Context:
    """What the options say of the file; the rest it says itself."""
    return asking.first_context(
        opened.settings, opened.catalogue, opened.partner(partner) if partner else None,
        opened.language, datetime.now(UTC).date(), form=opened.form(form).id if form else "",
        period=opened.period(period) if period else None,
    )  # fmt: skip


def checked_file(content: bytes, name: str, opened: Opened, first: Context) -> Checked:
    """Check it against the past, as far as there is a store to ask."""
    try:
        store = opened.store()
    except StoreError as error:
        sys.stderr.write(error.in_(opened.language) + "\n")
        sys.stderr.write(opened.words("returns.without_past") + "\n")
        store = None
    try:
        if store is None:
            return check_in_child(content, name, first)
        drafts = Drafts.open(opened.settings)
        allow = partial(refuse_at_terminal, store)
        checks = Checks(opened.settings, opened.catalogue, store, drafts, allow)
        checked = check_with_past(content, name, first, checks)
        drafts.close()
        _note_private(checked, store)
        return checked
    except ReadError as error:
        finding = error.finding("")
        return Checked(Outcome.REJECT, "", 0, "", "", opened.language, 0, (finding,), (), "", {},
                       kept_out=True)  # fmt: skip
    finally:
        if store is not None:
            store.close()


def _note_private(checked: Checked, store: MetricsStore) -> None:
    private = [one for one in checked.findings if one.rule.startswith(PERSONAL_DATA)]
    if private:
        note_personal_data(store, COMMAND_LINE, new_id(), private, checked.partner)


def check_record(checked: Checked, language: Language) -> Record:
    """The stable keys of a check."""
    return {
        "outcome": checked.outcome.value,
        "rows": checked.rows,
        "findings": [finding_record(one, language) for one in checked.findings if not one.shadow],
    }


def finding_record(one: Finding, language: Language) -> Record:
    return {
        "severity": one.severity.value,
        "rule": one.rule,
        "sheet": one.sheet,
        "cell": one.cell,
        "message": one.message.in_(language),
        "words": one.words,
        "right": one.right.in_(language) if one.right else "",
        "against": one.against,
        "readings": list(one.readings),
    }


def tell(checked: Checked, words: Words) -> None:
    """Every finding on a line, by severity, then what the check comes to."""
    shown = [one for one in checked.findings if not one.shadow]
    for one, following in zip_longest(shown, shown[1:]):
        place = "!".join(part for part in (one.sheet, one.cell) if part)
        mark = words(f"returns.mark_{one.severity}")
        where = place or words("returns.whole_file")
        said = f"{where}{words('shared.colon')}{words.text(one.message)}"
        write_line(plain(f"{mark:<16} {said} [{one.rule}]"))
        if one.right and (following is None or following.cause != one.cause):  # once for a cause
            write_line(plain(f"{'':<16} {words('returns.what_to_do')} {words.text(one.right)}"))
    count = {each: sum(one.severity is each for one in shown) for each in Severity}
    told = words("returns.check_told", fix=count[Severity.ERROR],
                 explain=count[Severity.WARNING], know=count[Severity.INFO])  # fmt: skip
    outcome = words(f"returns.outcome_{checked.outcome.value.replace('-', '_')}")
    write_line(f"{told} {outcome[:1].upper()}{outcome[1:]}.")
