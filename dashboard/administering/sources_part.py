"""The sources: when each was last loaded, and whether a load has been refused since."""

from datetime import datetime

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.administering.desk import instant
from dashboard.administering.parts import Part
from dashboard.components import STACKS, Child, Column, scrolls, section, table
from dashboard.returns.marks import mark
from dashboard.services import services
from dashboard.spelling import folded
from dashboard.text import Words
from metrics import COMMAND_LINE, AuditAction, AuditEntry, SourceSummary

COLUMNS = ("source", "loaded", "outcome", "next")
LOADED = "source"  # the kind of thing that a refused load names in the log


def sources_part(address: Address, words: Words) -> Part:
    """Every source that data/ declares, in the order of its name."""
    store = services().store
    refusals = store.audit.last_of(AuditAction.REFUSED, COMMAND_LINE, LOADED)
    every = sorted(store.sources(), key=lambda one: folded(words.text(one.source.title)))
    since = {one.source.id: _refused_since(one, refusals.get(one.source.id)) for one in every}
    title = words("admin.sources")
    columns = [Column(words(f"admin.source_{one}")) for one in COLUMNS]
    rows = [_row(one, since[one.source.id], address, words) for one in every]
    shown = table(title, columns, rows, f"tnum {STACKS}", hidden_caption=True)
    refused = sum(one is not None for one in since.values())
    waiting = sum(one.recorded_at is None for one in every)
    told = [
        words.counted(f"admin.heed_{key}", count)
        for key, count in (("refused", refused), ("unloaded", waiting)) if count
    ]  # fmt: skip
    note = words("admin.sources_note")
    return Part(section("sources", title, scrolls(title, shown), note=note), tuple(told))


def _refused_since(one: SourceSummary, last: AuditEntry | None) -> AuditEntry | None:
    """The last refusal, where nothing has been loaded after it."""
    if last is None or (one.recorded_at and datetime.fromisoformat(one.recorded_at) >= last.at):
        return None
    return last


def _row(
    one: SourceSummary, refusal: AuditEntry | None, address: Address, words: Words
) -> list[Child]:
    loaded = datetime.fromisoformat(one.recorded_at) if one.recorded_at else None
    after = one.source.next_release
    return [
        html.A(words.text(one.source.title), href=address.to(f"/sources/{one.source.id}")),
        instant(loaded, words),
        _outcome(one, refusal, words),
        words.day(after) if after else words("admin.not_named"),
    ]


def _outcome(one: SourceSummary, refusal: AuditEntry | None, words: Words) -> Component:
    """Loaded, never loaded, or refused since: when, and for how many faults."""
    if refusal is not None:
        faults = int(refusal.detail.get("findings", 0))
        note = words.counted("admin.refused_note", faults, when=instant(refusal.at, words))
        return mark("off", words("admin.load_refused"), note)
    if one.recorded_at is None:
        return mark("none", words("admin.load_never"))
    return mark("on", words("admin.load_done"), words.counted("admin.files", len(one.files)))
