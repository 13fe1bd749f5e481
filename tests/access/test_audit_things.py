"""The audit page calls things by words, in both languages, and not by the codes of the log."""

import pytest

from dashboard.access.audit_things import TITLES, thing_said
from dashboard.text import Words
from metrics import Language


@pytest.mark.parametrize(
    ("kind", "name", "english", "french"),
    [
        ("page", "overview", "page: Overview", "page\u00a0: Aperçu"),
        ("page", "unknown", "a page that does not exist", "une page qui n'existe pas"),
        ("submission", "11", "figures received, no. 11", "chiffres reçus, n°\u00a011"),
        ("audit-log", "workbook", "audit log as a workbook", "journal d'audit en classeur"),
        ("account", "a1", "account Marie", "compte Marie"),
        ("job", "load/a-source", "job: load of a source a-source",
         "tâche\u00a0: chargement d'une source a-source"),
        ("job", "back-up", "job: backup of the night", "tâche\u00a0: sauvegarde de la nuit"),
        ("job", "of-later/x", "job: of-later x", "tâche\u00a0: of-later x"),
        ("page", "of-a-later-version", "page of-a-later-version", "page of-a-later-version"),
    ],
)  # fmt: skip
def test_a_thing_is_said_in_words(kind, name, english, french):
    names = {"a1": "Marie"}
    assert thing_said(kind, name, names, Words(Language.EN)) == english
    assert thing_said(kind, name, names, Words(Language.FR)) == french


@pytest.mark.parametrize("page", TITLES)
@pytest.mark.parametrize("language", list(Language))
def test_every_page_has_a_title(page, language):
    assert thing_said("page", page, {}, Words(language)) != f"page {page}"
