"""Templates, checks and returns from the command line."""

import json
from io import BytesIO
from types import SimpleNamespace

import openpyxl
import pytest
from typer.testing import CliRunner

from dashboard import command
from dashboard.returns import commands, submitting
from metrics import OFFICE, Catalogue, MetricsError, MetricsStore, Period, Remark, Settings
from tests.ingest.return_forms import CONTACTS, SPENT
from tests.metrics.digests import figures_digest
from tests.returns.house import FORM, TODAY, A, catalogue, changed, filled

Q3 = Period.parse("2025-Q3")


class Day(commands.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=tz)


@pytest.fixture
def pillars(tmp_path, monkeypatch):
    """Run a command on an installation of its own; its exit code, what it said, and its faults."""
    monkeypatch.chdir(tmp_path)
    for name in ("database", "returns", "accounts"):
        monkeypatch.setenv(f"PILLARS_{name.upper()}_URL", f"sqlite:///{tmp_path / name}.sqlite")
    monkeypatch.setattr(Catalogue, "read", classmethod(lambda *_: catalogue()))
    monkeypatch.setattr(commands, "datetime", Day)
    monkeypatch.setattr(MetricsStore.__init__, "__defaults__", (lambda: TODAY,))

    def run(*arguments, given=None):
        found = CliRunner().invoke(command.app, [*map(str, arguments)], input=given)
        fault = found.exception
        if isinstance(fault, MetricsError):
            return 2, found.output, fault
        if fault is not None and not isinstance(fault, SystemExit):
            raise fault
        return found.exit_code, found.stdout, found.stderr

    return run


@pytest.fixture
def store(pillars, tmp_path):
    opened = MetricsStore.open(Settings(), catalogue())
    yield opened
    opened.close()


def written(folder, content, name="return.xlsx"):
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_template_is_written_in_the_partners_language_and_never_over_a_file(
    pillars, store, tmp_path
):
    path = tmp_path / "blank.xlsx"
    asked = (
        "template",
        "--partner",
        "partner-b",
        "--form",
        FORM,
        "--period",
        "2025-Q4",
        "-o",
        path,
    )
    assert pillars(*asked)[0] == 0
    book = openpyxl.load_workbook(BytesIO(path.read_bytes()))
    assert "Personnes" in book.sheetnames
    before = path.read_bytes()
    code, _, fault = pillars(*asked)
    assert code == 2
    assert "is there already" in str(fault)
    assert path.read_bytes() == before


def test_a_template_far_ahead_is_not_written(pillars, store, tmp_path):
    out = tmp_path / "far.xlsx"
    code, _, said = pillars("template", "--partner", A, "--form", FORM, "--period", "2099-Q1",
                            "-o", str(out))  # fmt: skip
    assert (code, "Too early for Q4 2098-99" in str(said), out.exists()) == (2, True, False)


def test_what_is_due_next_is_the_template_where_nothing_is_said(pillars, store, tmp_path):
    code, said, _ = pillars("template", "--partner", A)
    assert code == 0
    assert "2025-07-to-2025-09" in said  # neither Q3 of the calendar nor Q2 of the form
    assert list(tmp_path.glob("quarterly-partner-a-2025-07-to-2025-09-en.xlsx"))


def test_a_sound_file_is_accepted_with_exactly_these_keys(pillars, store, tmp_path):
    path = written(tmp_path, filled())
    code, said, _ = pillars("check", path, "--partner", A, "--json")
    told = json.loads(said)
    assert (code, told["outcome"]) == (0, "accept")
    assert set(told) == {"outcome", "rows", "findings"}
    assert told["rows"] > 0


def test_a_faulty_file_is_rejected_at_its_cells_and_comes_back_with_notes(pillars, store, tmp_path):
    path, marked = written(tmp_path, filled(changed(SPENT, "many"))), tmp_path / "marked.xlsx"
    code, said, _ = pillars("check", path, "--json", "--annotated", marked)
    first = json.loads(said)["findings"][0]
    assert code == 1
    assert {"severity", "rule", "sheet", "cell", "message"} <= set(first)
    assert (first["severity"], first["sheet"], first["cell"]) == ("error", "Services", "D7")
    book = openpyxl.load_workbook(marked)
    assert book["Services"]["D7"].comment


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "What to do: Write an amount"), ("fr", "Que faire\u00a0: Écrivez un")]
)
def test_what_would_be_right_is_told_once_for_a_cause(pillars, store, tmp_path, lang, told):
    path = written(tmp_path, filled(changed(SPENT, "many")))
    code, said, _ = pillars("check", path, "--lang", lang)
    assert code == 1
    assert said.count(told) == 1
    assert said.index("D7") < said.index(told)


@pytest.mark.parametrize(("lang", "sheet"), [("en", "Findings"), ("fr", "À corriger")])
def test_a_copy_has_its_notes_in_the_language_asked_for(pillars, store, tmp_path, lang, sheet):
    path, marked = written(tmp_path, filled(changed(SPENT, "many"))), tmp_path / "marked.xlsx"
    assert pillars("check", path, "--annotated", marked, "--lang", lang)[0] == 1
    assert openpyxl.load_workbook(marked).sheetnames[-1] == sheet


def test_that_no_copy_with_notes_is_written_of_a_refused_file_is_said(pillars, store, tmp_path):
    path, marked = tmp_path / "return.xlsx", tmp_path / "marked.xlsx"
    path.write_bytes(b"%PDF-1.7")
    code, said, more = pillars("check", path, "--json", "--annotated", marked)
    assert (code, json.loads(said)["outcome"]) == (1, "reject")
    assert "No file with notes was written" in more
    assert not marked.exists()


def test_why_a_file_cannot_be_read_is_told_in_the_language_that_is_asked_for(
    pillars, store, tmp_path
):
    for path, told in ((tmp_path / "none.xlsx", "n'existe pas"), (tmp_path, "un dossier")):
        code, _, said = pillars("check", path, "--lang", "fr")
        assert code == 2
        assert told in said.text.fr


@pytest.mark.parametrize(
    "wrong",
    [
        ("check", "none.xlsx"),
        ("check", "return.xlsx", "--partner", "nobody"),
        ("check", "return.xlsx", "--form", "nothing"),
        ("check", "return.xlsx", "--period", "soon"),
        ("check", "return.csv", "--annotated", "out.xlsx"),
        ("check", "return.xlsx", "--annotated", "out.csv"),
        ("submit", "return.xlsx", "--partner", A),  # nobody to confirm it
        ("submit", "return.xlsx", "--partner", A, "--yes", "--reason", "no words"),
    ],
)
def test_misuse_is_told_apart(pillars, store, tmp_path, wrong):
    written(tmp_path, filled())
    written(tmp_path, b"a,b\n1,2\n", "return.csv")
    assert pillars(*wrong)[0] == 2


def test_a_return_is_sent_once_and_its_file_kept_sealed(pillars, store, tmp_path):
    path = written(tmp_path, filled())
    code, said, _ = pillars("submit", path, "--partner", A, "--yes")
    assert code == 0, said
    assert "310" in said
    held = store.seen_by(OFFICE).returns.held(organization=A)
    assert [one.receipt.actor for one in held] == ["command line"]
    code, said, _ = pillars("submit", path, "--partner", A, "--yes", "--json")
    assert json.loads(said)["again"] is True
    assert len(store.seen_by(OFFICE).returns.held(organization=A)) == 1


def test_a_warning_needs_its_reason_and_nothing_is_sent_before(pillars, store, tmp_path):
    earlier = written(tmp_path, filled(period=Q3), "earlier.xlsx")
    assert pillars("submit", earlier, "--partner", A, "--yes")[0] == 0
    before = figures_digest(store)
    path = written(tmp_path, filled(changed(CONTACTS, 90)))
    code, said, _ = pillars("submit", path, "--partner", A, "--yes")
    assert code == 1
    assert "Services!C7:halved" in said
    assert figures_digest(store) == before
    reason = "Services!C7:halved=Fewer staff"
    assert pillars("submit", path, "--partner", A, "--yes", "--reason", reason)[0] == 0
    newest = store.seen_by(OFFICE).returns.held(organization=A)[0]
    assert [one.words for one in newest.reasons] == ["Fewer staff"]


def test_a_reason_that_tells_of_a_person_or_has_no_end_is_refused_before_anything(
    pillars, store, tmp_path
):
    path, before = written(tmp_path, filled()), figures_digest(store)
    private = "Call Maria Silva at 613-555-0134"
    for reason in (f"Services!C7:halved={private}", private, f"a:b={'x' * 501}"):
        code, said, fault = pillars("submit", path, "--partner", A, "--yes", "--reason", reason)
        assert code == 2
        assert "613-555" not in f"{said}{fault}"
    assert figures_digest(store) == before


class Terminal:
    def isatty(self):
        return True


def test_what_comes_between_the_changes_and_the_yes_is_noticed(
    pillars, store, tmp_path, monkeypatch
):
    def confirmed(*_):
        other = written(tmp_path, filled(changed(CONTACTS, 311)), "other.xlsx")
        assert pillars("submit", other, "--partner", A, "--yes")[0] == 0
        return True

    path = written(tmp_path, filled())
    monkeypatch.setattr(submitting.typer, "confirm", confirmed)
    monkeypatch.setattr(submitting, "sys", SimpleNamespace(stdin=Terminal()))
    code, _, fault = pillars("submit", path, "--partner", A)
    assert (code, "Something has changed" in str(fault)) == (2, True)
    assert len(store.seen_by(OFFICE).returns.held(organization=A)) == 1


def test_a_copy_with_notes_is_a_workbook_by_its_name(pillars, store, tmp_path):
    path = written(tmp_path, filled())
    code, _, fault = pillars("check", path, "--annotated", tmp_path / "out.csv")
    assert (code, "its name has to end in .xlsx" in str(fault)) == (2, True)
    assert not (tmp_path / "out.csv").exists()


def test_comments_of_the_office_stand_in_the_copy_of_a_return_sent_back(pillars, store, tmp_path):
    path, marked = written(tmp_path, filled()), tmp_path / "marked.xlsx"
    assert pillars("submit", path, "--partner", A, "--yes")[0] == 0
    returns = store.seen_by(OFFICE).returns
    code = returns.held(organization=A)[0].receipt.code
    comment = Remark("Services", "D7", "comment", "Does this count texts?")
    returns.send_back(code, "reviewer", "Please look.", [comment])
    assert pillars("check", path, "--partner", A, "--annotated", marked)[0] == 0
    assert "count texts" in openpyxl.load_workbook(marked)["Services"]["D7"].comment.text


@pytest.mark.parametrize(
    ("lang", "said", "whole"),
    [("en", "The office sent this return back.", "the file as a whole"),
     ("fr", "Le bureau a renvoyé ce rapport.", "l'ensemble du fichier")],
)  # fmt: skip
def test_a_check_of_a_return_sent_back_says_what_the_office_wrote(
    pillars, store, tmp_path, lang, said, whole
):
    path = written(tmp_path, filled())
    assert said not in pillars("check", path, "--partner", A, "--lang", lang)[1]
    pillars("submit", path, "--partner", A, "--yes")
    returns = store.seen_by(OFFICE).returns
    code = returns.held(organization=A)[0].receipt.code
    comment = Remark("Services", "D7", "comment", "Does this count texts?")
    returns.send_back(code, "reviewer", "Please look.", [comment])
    told = pillars("check", path, "--partner", A, "--lang", lang)
    assert told[0] == 0
    assert said in told[1]
    assert "Services!D7: Does this count texts?" in told[1]
    assert f"{whole}: Please look." in told[1]


def test_the_json_of_a_check_has_what_the_office_wrote(pillars, store, tmp_path):
    path = written(tmp_path, filled())
    plain = json.loads(pillars("check", path, "--partner", A, "--json")[1])
    assert set(plain) == {"outcome", "rows", "findings"}
    pillars("submit", path, "--partner", A, "--yes")
    returns = store.seen_by(OFFICE).returns
    code = returns.held(organization=A)[0].receipt.code
    comment = Remark("Services", "D7", "comment", "Does this count texts?")
    returns.send_back(code, "reviewer", "Please look.", [comment])
    told = json.loads(pillars("check", path, "--partner", A, "--json")[1])
    assert told["comments"] == [
        {"sheet": "", "cell": "", "words": "Please look."},
        {"sheet": "Services", "cell": "D7", "words": "Does this count texts?"},
    ]
    assert {one: told[one] for one in plain} == plain


@pytest.fixture
def back(pillars, store, tmp_path):
    """A return with a reason that the office has sent back, with a comment at a cell."""
    earlier = written(tmp_path, filled(period=Q3), "earlier.xlsx")
    assert pillars("submit", earlier, "--partner", A, "--yes")[0] == 0
    path = written(tmp_path, filled(changed(CONTACTS, 90)))
    reason = "Services!C7:halved=Fewer staff"
    assert pillars("submit", path, "--partner", A, "--yes", "--reason", reason)[0] == 0
    returns = store.seen_by(OFFICE).returns
    code = returns.held(organization=A)[0].receipt.code
    comment = Remark("Services", "D7", "comment", "Does this count texts?")
    returns.send_back(code, "reviewer", "Please look.", [comment])
    return path


def test_what_changes_nothing_shows_no_table_and_what_is_not_sent_is_shown(
    pillars, store, tmp_path
):
    path = written(tmp_path, filled())
    code, said, fault = pillars("submit", path, "--partner", A)
    assert (code, "People served" in said, "Nothing was sent" in str(fault)) == (2, True, True)
    assert store.seen_by(OFFICE).returns.held(organization=A) == ()
    assert pillars("submit", path, "--partner", A, "--yes")[0] == 0
    code, said, _ = pillars("submit", path, "--partner", A, "--yes")
    assert "Q3 2025-26 (October to December 2025): nothing would change." in said
    assert ("Indicator" in said, code) == (False, 0)


def test_a_reply_to_the_office_goes_with_the_return_and_reasons_go_on(pillars, store, back):
    reply = ["--reply", "Services!D7=No: calls alone.", "--reply", "return=We did."]
    code, said, _ = pillars("submit", back, "--partner", A, "--yes", *reply)
    assert code == 0
    assert "The office asks (Services!D7): Does this count texts?" in said
    assert "goes on holding (Services!C7:halved): Fewer staff" in said
    newest = store.seen_by(OFFICE).returns.held(organization=A)[0]
    assert {(one.cell, one.rule, one.words) for one in newest.reasons} == {
        ("C7", "halved", "Fewer staff"), ("D7", "answer", "No: calls alone."),
        ("", "answer", "We did."),
    }  # fmt: skip


def test_without_a_reply_the_option_is_named_and_nothing_is_asked_for(pillars, store, back):
    code, said, _ = pillars("submit", back, "--partner", A, "--yes", "--lang", "fr")
    assert code == 0
    assert '--reply "Services!D7=..."' in said
    assert '--reply "return=..."' in said


def test_a_reply_to_what_nobody_asked_is_refused_and_nothing_is_sent(pillars, store, back):
    before = figures_digest(store)
    _, _, fault = pillars("submit", back, "--partner", A, "--reply", "Services!C7=No")
    assert "It has commented on" in str(fault)  # before anybody says --yes
    code, _, fault = pillars("submit", back, "--partner", A, "--yes", "--reply", "Services!C7=No")
    assert code == 2
    assert "It has commented on: return, Services!D7" in str(fault)
    private = "Services!D7=Call Maria Silva at 613-555-0134"
    assert pillars("submit", back, "--partner", A, "--yes", "--reply", private)[0] == 2
    assert figures_digest(store) == before
