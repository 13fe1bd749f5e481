"""Accessibility: what was tried and by whom, what is known to be in the way, whom to tell."""

from collections.abc import Sequence
from datetime import date

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Child, Column, opening, section
from dashboard.foot import contact_link
from dashboard.manual_runs import TASKS, Run, manual_runs
from dashboard.routes import Route, add_route
from dashboard.services import services
from dashboard.tables import Group, Row, listing
from dashboard.text import Words

READERS = {  # as the record writes them: their key
    "NVDA, Firefox": "nvda",
    "JAWS or Narrator, Edge": "jaws",
    "VoiceOver, Safari": "voiceover",
    "keyboard alone": "keyboard",
}
MACHINE = ("axe", "width", "keyboard", "contrast", "plain", "pdf")
KNOWN = ("pages", "browsers", "office_files", "linked")
TOGETHER = ("read", "see", "leave")


def register(app: Dash) -> None:
    add_route(app, Route("/accessibility", title, layout))


def title(address: Address) -> str:
    return Words(address.language)("accessibility.kicker")


def layout(address: Address) -> list[Component]:
    words, runs = Words(address.language), manual_runs()
    done = [one for one in runs if one.is_done]
    finding = "title_part" if done else "title_machine"
    head = opening(words(f"accessibility.{finding}"), words("accessibility.lead"),
                   words("accessibility.kicker"))  # fmt: skip
    return [
        head,
        _listed("works", TOGETHER, words),
        _listed("machine", MACHINE, words),
        _by_people(runs, words),
        _listed("known", KNOWN, words),
        section("report", words("accessibility.report_title"), *_report(words)),
    ]


def _listed(name: str, keys: Sequence[str], words: Words) -> Component:
    said = html.Ul([html.Li(words(f"accessibility.{name}_{one}")) for one in keys])
    first = html.P(words(f"accessibility.{name}_lead"))
    return section(
        name, words(f"accessibility.{name}_title"), html.Div([first, said], className="prose")
    )


def _by_people(runs: Sequence[Run], words: Words) -> Component:
    """The record of the runs; that there is none, where the installation has no record."""
    shown: list[Child] = [html.P(words("accessibility.people_lead"))]
    shown.append(_record(runs, words) if runs else html.P(words("accessibility.people_none")))
    return section("people", words("accessibility.people_title"), *shown)


def _record(runs: Sequence[Run], words: Words) -> Component:
    columns = [Column(words(f"accessibility.column_{one}")) for one in ("reader", "day", "tasks")]
    rows = [Row([_reader(one, words), _day(one, words), _tasks(one, words)]) for one in runs]
    caption = words("accessibility.people_caption")
    return listing(caption, columns, [Group(None, rows)], "meanings")


def _reader(one: Run, words: Words) -> Child:
    """By its name here; one that was added since stands as it was written."""
    key = READERS.get(one.reader)
    return words(f"accessibility.with_{key}") if key else html.Span(one.reader, lang="en")


def _day(one: Run, words: Words) -> str:
    return words.day(date.fromisoformat(one.day)) if one.is_done else words("accessibility.not_yet")


def _tasks(one: Run, words: Words) -> str:
    if not one.is_done:
        return words("accessibility.tasks_none")
    done = sum(said == "done" for said in one.tasks)
    return words("accessibility.tasks_done", done=done, total=TASKS)


def _report(words: Words) -> list[Child]:
    if not services().settings.contact:
        return [html.P(words("accessibility.report_nobody"))]
    about = words("accessibility.report_about")
    link = contact_link(words("accessibility.report_link"), about)
    return [html.P([words("accessibility.report_lead"), " ", link, "."])]
