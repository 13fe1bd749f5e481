"""How an indicator was described before: each change with what was and what is."""

import json
import zlib

from metrics.amendments import amendments


def packed(**files):
    return zlib.compress(json.dumps(files).encode())


def indicator(definition="Calls answered.", more=""):
    return (
        f'definition = {{ en = "{definition}", fr = "{definition} (fr)" }}\nunit = "calls"\n{more}'
    )


def target(value):
    return f'[target]\nkind = "at_least"\nvalue = "{value}"\nby = 2030-03-31\n'


CALLS, OTHER = "indicators/calls.toml", "indicators/texts.toml"


def changes(*kept):
    return amendments([(f"2026-0{n}-01", packed(**one)) for n, one in enumerate(kept, 1)], "calls")


def test_what_was_first_declared_or_of_another_indicator_is_no_change():
    first = {CALLS: indicator()}
    assert changes(first) == ()
    assert changes({}, first) == ()
    assert changes(first, {**first, OTHER: indicator("Something else.")}) == ()


def test_a_definition_and_a_target_are_told_before_and_after_newest_first():
    moved = changes(
        {CALLS: indicator()},
        {CALLS: indicator("Calls and texts answered.")},
        {CALLS: indicator("Calls and texts answered.", target("400"))},
        {CALLS: indicator("Calls and texts answered.", target("340"))},
    )
    told = [(one.at, one.what, one.before.en, one.after.en) for one in moved]
    assert told == [
        ("2026-04-01", "target", "at least 400, 2030-03-31", "at least 340, 2030-03-31"),
        ("2026-03-01", "target", "–", "at least 400, 2030-03-31"),
        ("2026-02-01", "definition", "Calls answered.", "Calls and texts answered."),
    ]
    assert moved[0].before.fr == "au moins 400, 2030-03-31"


def test_the_definition_of_the_series_of_record_counts_too():
    record = '[record]\nseries = "hotline/calls"\n'
    source = '[series.calls]\ndefinition = {{ en = "{0}", fr = "{0}" }}\n'
    told = changes(
        {CALLS: indicator(more=record), "sources/hotline/source.toml": source.format("Answered.")},
        {CALLS: indicator(more=record), "sources/hotline/source.toml": source.format("All.")},
    )
    assert [(one.what, one.before.en, one.after.en) for one in told] == [
        ("series_definition", "Answered.", "All.")
    ]
