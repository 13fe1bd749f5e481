"""Every text of every page stands in the language that its markup says, whichever was asked for."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from dash import Dash

from dashboard.app import create_app
from metrics import Catalogue
from metrics.organizations import RECIPIENT
from tests.loaded import loaded_services
from tests.numbers.languages import Passage, in_another_language, passages
from tests.sweeps import FULL, SIZES, sample

PAGES = (
    "/", "/funding", "/initiatives", "/international", "/international?countries=all", "/hotlines",
    "/sources", "/methods", "/data", "/quality", "/partners", "/search", "/search?q=traite",
    "/protection",
)  # fmt: skip
# Names that have no other form in the other language; a reader's voice needs no telling of names.
NAMES = re.compile(r"Office for Victims of Crime|The Voice of Canada|CC BY(-SA)?")
NOT_WORDS = re.compile(r"https?://\S+|[0-9a-f]{32,}|[\w./-]+\.(csv|xlsx|json)\b|\w+-[\w-]+|\w+_\w+")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dash]:
    with loaded_services(tmp_path_factory.mktemp("languages")) as services:
        yield create_app(services)


def addresses(catalogue: Catalogue) -> list[str]:
    """The pages that stand alone, then one for each indicator, pillar, source and so on."""
    plans = catalogue.frameworks.values()
    return [
        *PAGES,
        *(f"/pillar/{one.id}?framework={plan.id}" for plan in plans for one in plan.pillars),
        *(f"/indicator/{one}" for one in catalogue.indicators),
        *(f"/sources/{one}" for one in catalogue.sources),
        *(f"/partner/{quote(one)}" for one in catalogue.organizations),
        *(f"/program/{one}" for one in catalogue.programs),
    ]


def own_words(one: Passage, names: frozenset[str]) -> Passage:
    """A text without the names, addresses and codes in it, which are of no language."""
    text = one.text
    for name in sorted(names, key=len, reverse=True):  # a name may hold another
        text = text.replace(name, " ")
    return one._replace(text=NOT_WORDS.sub(" ", NAMES.sub(" ", text)))


def names_of(catalogue: Catalogue) -> frozenset[str]:
    """What is called alike in both languages: organizations, publishers and licences."""
    texts = [one.title for one in catalogue.organizations.values()]
    texts += [one.title for one in catalogue.partners.values()]
    texts += [one.delivered_by for one in catalogue.programs.values()]
    texts += [one.title for one in catalogue.dimensions[RECIPIENT].members.values()]
    for source in catalogue.sources.values():
        texts += [source.publisher, source.licence]
        texts += [one.publisher for one in source.series.values()]
        for document in source.documents.values():
            texts += filter(None, [document.publisher, document.licence])
    return frozenset(one.en for one in texts if one.en == one.fr)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_text_of_a_page_is_of_the_language_that_its_markup_says(whole: Dash, language: str):
    catalogue, client = whole.server.extensions["services"].catalogue, whole.server.test_client()
    every, names = addresses(catalogue), names_of(catalogue)
    others = sample(f"pages read for their language ({language})", every[len(PAGES) :], 30)
    found, quoted = [], 0
    for address in every if FULL else [*PAGES, *others]:
        joint = "&" if "?" in address else "?"
        answer = client.get(f"{address}{joint}lang={language}")
        read = passages(answer.get_data(as_text=True))
        assert answer.status_code == 200, address
        assert len(read) > 20, address
        quoted += sum(one.lang != language for one in read)
        told = [own_words(one, names) for one in read]
        found += [(address, *one) for one in in_another_language(told)]
    SIZES[f"texts marked as of another language ({language})"] = str(quoted)
    assert found == [], "\n".join(map(str, found))


@pytest.mark.parametrize(
    "markup",
    [
        '<html lang="fr-CA"><p>The figures of the year are not known</p>',
        '<html lang="fr-CA"><img alt="A chart of the calls by year">',
        '<html lang="en-CA"><p>Les chiffres de cette année ne sont pas connus</p>',
        '<html lang="fr-CA"><p>Les chiffres sont <span>from the publisher</span></p>',
        '<html lang="fr-CA"><p lang="en">Les chiffres de cette année</p>',
    ],
)
def test_a_text_of_the_wrong_language_is_found(markup: str):
    assert len([*in_another_language(passages(markup))]) == 1


@pytest.mark.parametrize(
    "markup",
    [
        '<html lang="fr-CA"><p>Lu dans <cite lang="en">The report of the year</cite>, page 3</p>',
        '<html lang="fr-CA"><p>Les chiffres</p><br><p>sont connus</p>',
        '<html lang="en-CA"><a hreflang="fr" lang="fr">Les chiffres en français</a>',
    ],
)
def test_a_quotation_that_is_marked_is_none(markup: str):
    assert [*in_another_language(passages(markup))] == []
