"""The words that are not used: none stands in the project, and the check finds each of them."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from ingest.templates import blank_return
from metrics import Catalogue, Language
from tests.checks import tracked_files
from tests.loaded import EXAMPLE
from tests.wording import (
    Leave,
    Word,
    WordingError,
    faults_of,
    folded,
    hits,
    is_read,
    passage,
    passages,
    read_lists,
    strings_of,
    wording_faults,
)

WORDS, LEAVES = read_lists()
VICTIM = [one for one in WORDS if one.id == "victim"]
REASON = "A reason that is long enough to be one."


def found(text):
    return {one.word for one in hits(WORDS, passage("data/x.toml", 1, text))}


def faults(text, *leaves, path="data/x.toml"):
    return [*faults_of(VICTIM, leaves, [passage(path, 1, text)])]


def leave(**where):
    return Leave(word="victim", why=REASON, **where)


def test_no_text_of_the_project_uses_a_listed_word_without_a_reason():
    assert [*wording_faults(tracked_files())] == []


def test_everything_that_people_read_is_looked_through():
    read = {one for one in tracked_files() if is_read(one)}
    for one in (
        "README.md",
        "docs/glossary.md",
        "data/reference/reviews.toml",
        "dashboard/text/fr/shell.toml",
        "data/example/example.toml",
        "data/sources/tip-report/figures.csv",
        "ingest/blank/words.py",
        "dashboard/returns/mail.py",
        "dashboard/workbook.py",
        "metrics/labels.py",
        "dashboard/assets/returns.js",
        "data/example/returns/example-quarterly-return/return.toml",
        "dashboard/demo/people.py",
    ):
        assert one in read, one
    assert not [one for one in read if one.startswith(("tests/", "docs/wording/words"))]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Child prostitutes", "prostitute"),
        ("Une prostituée", "prostitute"),
        ("child-prostitution rings", "child-prostitution"),
        ("prostitution juvénile", "child-prostitution"),
        ("12 people were rescued", "rescued"),
        ("personnes secourues", "rescued"),
        ("un sauvetage", "rescued"),
        ("Girls caught in trafficking", "caught"),
        ("prises au piège", "caught"),
        ("Illegal migrants", "illegal"),
        ("travailleurs illégaux", "illegal"),
        ("une clandestine", "illegal"),
        ("modern slaves", "slave"),
        ("des esclaves modernes", "slave"),
        ("modern-day slavery", "modern-slavery"),
        ("L'ESCLAVAGE MODERNE", "modern-slavery"),
        ("VICTIM", "victim"),
        ("les victimes", "victim"),
        ("victims\n  of trafficking", "victim"),
        ("De\u0301munie et sans de\u0301fense", "helpless"),
    ],
)
def test_a_listed_word_is_found_in_either_language(text, word):
    assert word in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "People who experienced trafficking", "Personnes survivantes", "codes de secours",
        "Great Slavery Lake", "contre la drogue et le crime", "invictimed", "illegality",
        "https://example.org/rescued-victims", "Survivors supported through court",
    ],
)  # fmt: skip
def test_other_words_and_addresses_are_left_alone(text):
    assert found(text) == set()


def test_a_fault_names_the_line_the_words_around_it_and_what_to_write():
    (told,) = faults('a = 1\nb = "Many victims were met"\n')
    assert told.startswith("data/x.toml:2: 'victims' in ")
    assert "Many victims were met" in told
    assert "survivor" in told
    assert "personne survivante" in told


def test_every_string_of_code_is_read_and_nothing_else_of_it():
    code = '"""One."""\n# victim\nvictims = f"two {victims!r} three"\nx = ("fo" "ur", b"five")\n'
    assert sorted(text for _, text in strings_of(code)) == [" three", "One.", "four", "two "]
    assert (3, "two ") in strings_of(code)


def test_a_phrase_lets_its_own_words_stand_and_no_others():
    phrase = leave(phrases=("Victim Support Grant",))
    assert faults("The victim-support  grant", phrase) == []
    left = faults("The Victim Support Grant helps victims", phrase)
    assert [one.split(" in ")[0] for one in left] == ["data/x.toml:1: 'victims'"]
    assert len(faults("Victim Support Grants", phrase)) == 2  # another word, and one unused


def test_a_phrase_with_files_holds_there_only():
    there = leave(phrases=("detected victims",), files=("data/sources/*",))
    assert faults("Detected victims", there, path="data/sources/a/b.csv") == []
    assert len(faults("Detected victims", there)) == 3  # the word; phrase and file are unused


def test_a_file_lets_all_of_a_word_stand_in_it():
    assert faults("victims, victimes", leave(files=("data/x.toml",))) == []


def test_an_id_may_carry_a_word_and_a_sentence_may_not():
    ids = leave(in_ids=True, files=("data/*",))
    assert faults('[series.detected-victims] x = "victims_by_age"', ids) == []
    for text in (
        "victims",
        "detected victims",
        "Detected-victims",
        "a victim-centred way",
        '"victim-centred care"',
        "care, victim-centred",
    ):
        assert faults(text, ids), text


def test_an_exception_that_covers_nothing_is_a_fault():
    unused = leave(phrases=("Victims Fund", "victims met"))
    (told,) = faults("victims met", unused)
    assert told.endswith("'Victims Fund' (victim) no longer covers anything: take it out")


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("exceptions", "", "write each entry below a heading [[exceptions]]"),
        ("exceptions", '[[exceptions]]\nword = "victim"\nphrases = ["x"]\n', "'why' is missing"),
        (
            "exceptions",
            f'[[exceptions]]\nword = "victim"\nwhy = "{REASON}"\n',
            "neither phrases nor",
        ),
        (
            "exceptions",
            f'[[exceptions]]\nword = "x"\nphrases = ["x"]\nwhy = "{REASON}"\n',
            "no word 'x'",
        ),
        ("words", '[[words]]\nid = "x"\nen = ["x"]\nwhy = "Ten letters."\n', "'fr' is missing"),
        ("words", "[[words]\n", "not readable"),
    ],
)
def test_a_list_that_is_not_whole_is_told_as_a_fault(tmp_path, file, text, told):
    folder = tmp_path / "docs" / "wording"
    folder.mkdir(parents=True)
    sound = '[[words]]\nid = "victim"\nen = ["v"]\nfr = ["v"]\nwhy = "Ten letters."\n'
    sound += 'instead = { en = "a", fr = "b" }\n'
    (folder / "words.toml").write_text(sound, encoding="utf-8")
    (folder / "exceptions.toml").write_text("exceptions = []\n", encoding="utf-8")
    assert read_lists(tmp_path)[0] == [
        Word.model_validate(
            {"id": "victim", "en": ["v"], "fr": ["v"], "why": "Ten letters.", "instead": ["a", "b"]}
        )
    ]
    (folder / f"{file}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(WordingError, match=r".") as error:
        read_lists(tmp_path)
    assert told in str(error.value)
    assert any(told in one for one in wording_faults([], tmp_path))


def test_each_word_says_what_to_write_in_both_languages():
    for one in WORDS:
        assert one.instead.en.strip()
        assert one.instead.fr.strip()
        assert all(found(written.replace("*", "s")) for written in (*one.en, *one.fr))


def test_the_shape_of_a_text_is_kept_when_it_is_compared():
    text = "É\u00a0l'Œuvre — ﬁn\u2011de ß İ"
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize("language", Language)
def test_a_blank_return_says_none_of_the_words(language):
    catalogue = Catalogue.read(EXAMPLE)
    form = next(iter(catalogue.returns.values()))
    period = form.period_of(form.obligations[0].since.start)
    content = blank_return(form, catalogue, form.obligations[0].partner, period, language, {})
    book = load_workbook(BytesIO(content))
    cells = [
        str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value
    ]
    assert len(cells) > 50
    assert [text for text in (*cells, *book.sheetnames) if found(text)] == []


def test_a_file_that_is_no_text_is_passed_over(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.bin").write_bytes(b"\xff\xfevictim")
    assert [*passages(["data/x.bin", "data/gone.toml", "tests/x.py"], tmp_path)] == []
