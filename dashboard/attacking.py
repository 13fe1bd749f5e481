"""`pillars attack`: can a reader of what is published work out what was hidden?"""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Annotated

import typer

from dashboard.options import JsonOption, LangOption
from dashboard.plain_values import Json, Record
from dashboard.printing import Opened, print_json, write_line
from metrics import (
    PUBLIC,
    Attacked,
    AttackedCell,
    AttackedSum,
    Disaggregation,
    HeldObservation,
    Leak,
    Observation,
    Period,
    Release,
    ReleaseState,
    attack_on,
    labels,
    released_observations,
    without_withdrawn,
)

PARTS = ("numerator", "denominator")

ReleaseOption = Annotated[
    str | None,
    typer.Option("--release", help="A release's code: also one that has not come out."),
]


def attack(
    release: ReleaseOption = None, as_json: JsonOption = False, lang: LangOption = "en"
) -> None:
    """Try to work out what is hidden from all that is published; exit 1 where that succeeds.

    Takes published values alone, of the sources of return forms, with the public rules and forms.
    """
    opened = Opened(lang)
    values = [*_published(opened, release)]
    with _solver_apart():
        found = without_withdrawn(attack_on(opened.catalogue, values), values)
    if as_json:
        print_json(attacked_record(found))
    else:
        opened.head()
        for line in _told(found, opened):
            write_line(line)
    raise typer.Exit(1 if found.leaks else 0)


def _published(opened: Opened, code: str | None) -> Iterator[HeldObservation | Observation]:
    """What the public reads; besides what a release will let out, where one is named."""
    one = opened.store.releases.find(code) if code is not None else None
    public = opened.store.seen_by(PUBLIC)
    for source in opened.catalogue.sources.values():
        if source.returns and (one is None or source.returns == one.form):
            yield from public.observations(source=source.id)
    if one is not None and one.state in (ReleaseState.PROPOSED, ReleaseState.APPROVED):
        yield from _of_release(opened, one)


def _of_release(opened: Opened, one: Release) -> tuple[Observation, ...]:
    return released_observations(opened.store.releases.preview(one.code))


@contextmanager
def _solver_apart() -> Iterator[None]:
    """What the solver itself writes goes to standard error: the answer may be read by a program."""
    sys.stdout.flush()
    try:
        kept = os.dup(1)
    except OSError:  # nothing is open there to be kept clean
        yield
        return
    try:
        os.dup2(2, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def attacked_record(found: Attacked) -> Record:
    """What an attack found with the keys that `--json` promises."""
    return {
        "cells": found.cells,
        "hidden": found.hidden,
        "leaks": [_leak_record(one) for one in found.leaks],
        "contradicted": [_sum_record(one) for one in found.contradicted],
    }


def _leak_record(one: Leak) -> Record:
    numbers = {"low": _number(one.low), "high": _number(one.high), "need": _number(one.need)}
    return {**one.cell._asdict(), **numbers, "sums": [_sum_record(each) for each in one.how]}


def _sum_record(one: AttackedSum) -> Record:
    parts: list[Json] = [part._asdict() for part in one.parts]
    return {"over": one.over, "whole": one.whole._asdict(), "parts": parts}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _told(found: Attacked, opened: Opened) -> Iterator[str]:
    words = opened.words
    yield words.counted("attack.cells", found.cells, hidden=found.hidden)
    if not found.leaks:
        yield words("attack.none")
    else:
        yield words.counted("attack.leaks", len(found.leaks))
    for leak in found.leaks:
        yield ""
        yield from _leak_told(leak, opened)
    if found.contradicted:
        yield ""
        yield words.counted("attack.contradicted", len(found.contradicted))
        yield from (_sum_told(one, opened) for one in found.contradicted)


def _leak_told(leak: Leak, opened: Opened) -> Iterator[str]:
    words, cell = opened.words, leak.cell
    indicator = words.text(opened.catalogue.indicators[cell.indicator].title)
    yield ", ".join([indicator, *_coordinates(cell, opened), *_part(cell, opened)])
    low, high, need = (words.number(one) for one in (leak.low, leak.high, leak.need))
    yield "  " + words("attack.range", low=low, high=high, need=need)
    yield from (_sum_told(one, opened) for one in leak.how)
    if not leak.how:
        yield "  " + words("attack.itself")


def _sum_told(one: AttackedSum, opened: Opened) -> str:
    """A sum by what sets its parts apart; what they share follows."""
    words = opened.words
    shared = [name for name in _coordinates(one.whole, opened)
              if all(name in _coordinates(part, opened) for part in one.parts)]  # fmt: skip
    whole, *parts = (_apart(cell, shared, opened) for cell in (one.whole, *one.parts))
    sign = "≥" if one.open else "="
    key = "attack.share" if one.over == "share" else "attack.sum"
    return "  " + words(key, whole=whole, sign=sign, parts=" + ".join(parts),
                        shared=", ".join(shared))  # fmt: skip


def _apart(cell: AttackedCell, shared: Iterable[str], opened: Opened) -> str:
    series = opened.words.text(opened.catalogue.series_of(cell.series).title)
    own = [name for name in _coordinates(cell, opened) if name not in shared]
    named = [series] if cell.part in PARTS else []
    return ", ".join([*named, *own, *_part(cell, opened)]) or series


def _coordinates(cell: AttackedCell, opened: Opened) -> list[str]:
    """Place, breakdown, partner and period of a cell in words."""
    words, catalogue = opened.words, opened.catalogue
    breakdown = Disaggregation.parse(cell.disaggregation)
    partner = catalogue.partners.get(cell.partner)
    return [
        labels.place_words(catalogue.places[cell.place], words.language),
        labels.disaggregation_words(breakdown, dict(catalogue.dimensions), words.language),
        words.text(partner.title) if partner else cell.partner or words("attack.all_partners"),
        labels.period_words(Period.parse(cell.period), words.language),
    ]


def _part(cell: AttackedCell, opened: Opened) -> list[str]:
    return [opened.words(f"attack.{cell.part}")] if cell.part else []
