"""An issued briefing: its files, what has changed since the one before, and what holds it true."""

from dash import html
from dash.development.base_component import Component
from flask import Response

from dashboard.access.authorize import AUDIT_LOG, Action
from dashboard.access.reader import account, may
from dashboard.addresses import Address
from dashboard.briefings.document import Change, Format
from dashboard.briefings.snapshot import Snapshot, outline_in
from dashboard.byte_sizes import size_words
from dashboard.components import Child, Column, attrs, facts, items, scrolls, section, table
from dashboard.embargo_said import minute_words
from dashboard.forms import field, hidden_fields
from dashboard.issuing.at_hand import size_of
from dashboard.issuing.controls import Options, plain_select, undrawn_note
from dashboard.issuing.desk import (
    BRIEFINGS,
    NEW,
    briefings,
    page,
    role_of,
    store,
    title_of,
    ways,
)
from dashboard.issuing.making import kept_snapshot, printed
from dashboard.issuing.picturing import pages_of, strip_of
from dashboard.returns.frame import button_form, notice
from dashboard.returns.office import who
from dashboard.services import services
from dashboard.text import Words
from metrics import Briefing, BriefingState, Issued, Language, MetricsError

MOST = 100  # takings of files that are listed
DONE = ("issued",)


def draw_issued(
    found: Briefing, address: Address, said: Child = None, status: int = 200
) -> Response:
    """The page of an issued briefing; where an owner's word forbids its files, why."""
    words, issue = Words(address.language), found.issue
    if issue is None:
        raise ValueError("only an issued briefing has this page")
    kept, refused = _kept(found, words)
    if address.asked("done") in DONE and said is None:
        said = notice(words(f"briefing.done_{address.asked('done')}"))
    content = _whole(found, kept, address, words) if kept else [_gone(refused, words)]
    return page(
        address,
        title_of(found, words),
        _facts(found, issue, kept, words),
        *content,
        _taken(found, words) if _may_see_takers(found) else None,
        html.P(html.A(words("briefing.back_list"), href=address.to(BRIEFINGS))),
        kicker=words("briefing.kicker_issued", code=found.code),
        lead=words("briefing.lead_issued" if kept else "briefing.lead_gone",
                   when=minute_words(issue.at, words)),
        more=[ways(address, words, ""), said],
        status=status,
    )  # fmt: skip


def _kept(found: Briefing, words: Words) -> tuple[Snapshot | None, str]:
    try:
        return kept_snapshot(store(), found.code), ""
    except MetricsError as error:
        return None, words.text(error.text)


def _whole(found: Briefing, kept: Snapshot, address: Address, words: Words) -> list[Component]:
    return [
        section("files", words("briefing.files"), *_files(found, kept, address, words)),
        _since(kept, address, words),
        section("true", words("briefing.holds"), *_steps(found, address, words)),
        _pages(found, kept, address, words),
    ]


def _gone(refused: str, words: Words) -> Component:
    return section("gone", words("briefing.gone"), html.P(refused),
                   html.P(words("briefing.gone_note"), className="note"))  # fmt: skip


def _facts(found: Briefing, issue: Issued, kept: Snapshot | None, words: Words) -> Component:
    strip: list[tuple[str, Child, Child]] = [
        (words("briefing.code"), found.code, words("briefing.of_version", version=issue.version)),
        (words("briefing.issued"), minute_words(issue.at, words), role_of(issue.actor, words)),
        (words("briefing.held_at"), minute_words(issue.held_at, words), None),
    ]  # fmt: skip
    for one in found.readings:
        if one.issued:
            who_read = who(one.actor, words)
            strip.append((words("briefing.read_label"), who_read, minute_words(one.at, words)))
    document = kept.document(words.language) if kept else None
    if document is not None:
        head = document.head
        strip.append((words("briefing.as_of"), head.as_of, head.scope))
        strip.append((words("briefing.classification"), head.classification, head.embargo or None))
    shown = html.P([words("briefing.hash"), " ", html.Code(issue.content)], className="hash note")
    return html.Div([facts(strip), shown])


def _files(found: Briefing, kept: Snapshot, address: Address, words: Words) -> list[Component]:
    """Each format a row, each language a column, with its size where it has been built."""
    outline = outline_in(kept)
    heads = [Column(words("briefing.format"))]
    heads += [Column(words(f"briefing.lang_{one}")) for one in outline.languages]
    rows: list[list[Child]] = [
        [words(f"briefing.format_{one}"),
         *(_file(found, language, one, address, words) for language in outline.languages)]
        for one in outline.formats
    ]  # fmt: skip
    title = words("briefing.files")
    every = html.A(words("briefing.all_files"), className="btn btn-main", download="",
                   href=address.to(f"{BRIEFINGS}/{found.code}/files.zip"))  # fmt: skip
    return [
        *undrawn_note(kept, words),
        scrolls(title, table(title, heads, rows, "tnum stacks", hidden_caption=True)),
        html.P(every, className="dls"),
    ]


def _file(
    found: Briefing, language: Language, format_: Format, address: Address, words: Words
) -> Component:
    link = address.to(f"{BRIEFINGS}/{found.code}/files/{language}.{format_.value}")
    size = size_of(found, language, format_)
    said = size_words(size, words) if size else words("briefing.size_later")
    label = words("briefing.file_named", format=words(f"briefing.format_{format_}"),
                  language=words(f"briefing.lang_{language}"))  # fmt: skip
    return html.Span([html.A(format_.value.upper(), href=link, download="",
                             **attrs(aria_label=label)), " ", html.Small(said)])  # fmt: skip


def _since(kept: Snapshot, address: Address, words: Words) -> Component:
    """What the documents say has changed since the briefing before."""
    document, outline = kept.document(words.language), outline_in(kept)
    title = document.labels.changes if document else ""
    if document is None or not outline.since:
        return section("since", words("briefing.changes"), html.P(words("briefing.no_before")))
    link = html.A(outline.since, href=address.to(f"{BRIEFINGS}/{outline.since}"))
    note = [document.labels.since, " (", link, ")"]
    return section("since", title, changes_list(document.changes, words), note=note)


def changes_list(found: tuple[Change, ...], words: Words) -> Component:
    """Each change with the page of its indicator."""
    if not found:
        return html.P(words("briefing_file.no_changes"))
    kinds = {one.kind: words(f"briefing.change_{one.kind.replace('-', '_')}") for one in found}
    return items((kinds[one.kind], html.A(one.words, href=one.path), None) for one in found)


def _steps(found: Briefing, address: Address, words: Words) -> list[Component]:
    """To build it again and compare; to compare it with another; to begin the next one."""
    here = f"{BRIEFINGS}/{found.code}"
    like = address.to(NEW, start=f"like:{found.code}")
    return [
        html.P(words("briefing.rebuild_means")),
        button_form(address.to(f"{here}/rebuild"), words("briefing.rebuild")),
        _compare(found, address, words),
        html.P(html.A(words("briefing.next_one"), href=like)),
    ]


def _compare(found: Briefing, address: Address, words: Words) -> Component:
    others = [one for one in briefings().held(BriefingState.ISSUED) if one.code != found.code]
    if not others:
        return html.P(words("briefing.no_others"), className="note")
    options: Options = [(one.code, f"{one.code}: {title_of(one, words)}") for one in others]
    return html.Form(
        [
            *hidden_fields(address.state),
            field(words("briefing.compare_with"), "with", plain_select("with", options)),
            html.Button(words("briefing.compare"), className="btn", type="submit"),
        ],
        action=f"{BRIEFINGS}/{found.code}/compare",
        method="get",
        className="inline-form",
    )


def _pages(found: Briefing, kept: Snapshot, address: Address, words: Words) -> Component:
    document = kept.document(words.language)
    title = words("briefing.pages_title")
    if document is None:
        return section("pages", title)
    told = printed(found, words.language, services().settings.public_url or "")
    pages = pages_of(document, told, found.code)
    return section("pages", title, *strip_of(pages, found.code, words.language, address, words))


def _may_see_takers(found: Briefing) -> bool:
    """Who made it, and who may read the audit log."""
    own = account()
    return may(Action.READ, AUDIT_LOG) or (own is not None and own.id == found.actor)


def _taken(found: Briefing, words: Words) -> Component:
    """Who has taken which file, newest first, from the audit log."""
    entries = store().audit_entries(
        limit=MOST, object=f"briefing:{found.code}", action="briefing-built"
    )
    rows = [
        (minute_words(one.at, words), who(one.actor, words),
         f"{str(one.detail.get('format', '')).upper()}, {one.detail.get('language', '')}")
        for one in entries
    ]  # fmt: skip
    shown = items(rows) if rows else html.P(words("briefing.nobody_yet"))
    return section("taken", words("briefing.taken"), shown, note=words("briefing.taken_note"))
