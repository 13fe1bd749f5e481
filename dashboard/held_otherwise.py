"""Where what is held is not as its indicator declares: told by `pillars doctor`."""

from collections.abc import Iterator

from metrics import Catalogue, Indicator, MetricsError, MetricsStore, SeriesLine, Target, Text

REGULAR = "ASQM"  # beside them are spans of any length, in which figures are published too
MANY = {
    "A": Text("years", "années"),
    "S": Text("half years", "semestres"),
    "Q": Text("quarters", "trimestres"),
    "M": Text("months", "mois"),
}


def frequencies(catalogue: Catalogue, store: MetricsStore) -> Text:
    """Whether lines of record have periods as long as is declared; MetricsError, if not."""
    found = [*_otherwise(catalogue, store)]
    if found:
        raise MetricsError("; ".join(one.en for one in found), "; ".join(one.fr for one in found))
    return Text(
        "every line of record has the frequency that is declared",
        "chaque série de référence a la fréquence déclarée",
    )


def baselines(catalogue: Catalogue, store: MetricsStore) -> Text | None:
    """Which targets have a baseline of which no value is held; None where all have theirs."""
    if not (found := list(_unbased(catalogue, store))):
        return None
    names = ", ".join(found)
    return Text(
        f"targets with a baseline of which no value is held: {names}",
        f"cibles dont la valeur de départ n'est pas détenue : {names}",
    )


def _unbased(catalogue: Catalogue, store: MetricsStore) -> Iterator[str]:
    for one in catalogue.indicators.values():
        line = _line(one, store) if one.targets else None
        for target in one.targets:
            if _has_no_base(target, line):
                yield f"{one.id} ({target.baseline.period.code})" if target.baseline else one.id


def _otherwise(catalogue: Catalogue, store: MetricsStore) -> Iterator[Text]:
    for one in catalogue.indicators.values():
        if one.record is None or one.record.frequency or one.frequency not in REGULAR:
            continue
        line = _line(one, store)
        if line and line.frequency in REGULAR and line.frequency != one.frequency:
            yield _said(one, line.frequency)


def _said(one: Indicator, held: str) -> Text:
    written, seen = MANY[one.frequency], MANY[held]
    return Text(
        f"indicators/{one.id}.toml: frequency is '{one.frequency}' ({written.en}), and its line "
        f"of record holds {seen.en}: write '{held}', or name the line in [record] frequency",
        f"indicators/{one.id}.toml : frequency vaut « {one.frequency} » "
        f"({written.fr}), et sa série de référence contient des {seen.fr} : écrivez "
        f"« {held} », ou nommez la série dans [record] frequency",
    )


def _line(one: Indicator, store: MetricsStore) -> SeriesLine | None:
    return store.explain(one.id).line


def _has_no_base(target: Target, line: SeriesLine | None) -> bool:
    base = target.baseline
    if base is None or base.series or base.place:
        return False
    return not any(one.observation.period == base.period for one in line.values) if line else False
