"""The smallest things that tests need: a catalogue of one framework, and observations of it."""

from datetime import date
from decimal import Decimal

from metrics import (
    Action,
    Catalogue,
    Dimension,
    Disaggregation,
    Document,
    FileRead,
    Framework,
    Indicator,
    Known,
    Location,
    Member,
    Observation,
    Outcome,
    Period,
    Pillar,
    Place,
    Record,
    Series,
    Source,
    Submission,
    Text,
    Unit,
)
from metrics.frameworks import Entry

FILE = FileRead("calls.csv", "a1" * 32)


def words(text: str) -> Text:
    return Text(text, f"{text} (fr)")


def indicator(id_: str = "calls", **changes: object) -> Indicator:
    fields = {
        "id": id_,
        "title": words(id_),
        "definition": words("Calls answered."),
        "does_not_tell": (words("How many people called."),),
        "level": "output",
        "unit": "calls",
        "measure": "count",
        "direction": "up",
        "frequency": "A",
        "roll_up_time": "sum",
        "roll_up_place": "sum",
        "reported_by": words("The operator."),
        "record": Record(series=f"hotline/{id_}", place="CA"),
    }
    return Indicator.model_validate({**fields, **changes})


def series(id_: str = "calls", **changes: object) -> Series:
    fields = {
        "id": id_,
        "indicator": id_,
        "title": words(f"Series of {id_}"),
        "publisher": words("The operator"),
        "definition": words("Calls answered."),
    }
    return Series.model_validate({**fields, **changes})


def document(id_: str) -> Document:
    fields = {"id": id_, "title": f"Report {id_}", "publisher": words("The operator")}
    return Document.model_validate({**fields, "read_on": date(2024, 1, 1), "sha256": "d0" * 32})


def source(*held: Series, id_: str = "hotline") -> Source:
    ids = ("first", "second", "third")
    fields = {
        "id": id_,
        "title": words("Hotline"),
        "description": words("Calls to a hotline."),
        "publisher": words("The operator"),
        "licence": words("Open"),
        "coverage": words("All calls."),
        "documents": {one: document(one) for one in ids},
        "series": {one.id: one for one in held},
    }
    return Source.model_validate(fields)


def framework(*indicators: str | Entry, id_: str = "plan") -> Framework:
    pillar = Pillar(
        id="support",
        title=words("Support"),
        statement=words("Help is there."),
        outcomes=(Outcome(id="reached", title=words("Reached"), indicators=indicators),),
    )
    dates = {"starts_on": date(2016, 6, 30), "ends_on": date(2020, 6, 30)}
    texts = {"title": words("Plan"), "summary": words("A plan."), "lead": words("The office")}
    return Framework(id=id_, source="hotline/first", pillars=(pillar,), **texts, **dates)


def catalogue(
    *, indicators: tuple[Indicator, ...] = (), held: tuple[Series, ...] = ()
) -> Catalogue:
    """By default indicators "calls" and "texts", each with a series of its own name."""
    indicators = indicators or (indicator("calls"), indicator("texts"))
    held = held or tuple(series(one.id) for one in indicators)
    female, male = Member("female", words("women")), Member("male", words("men"))
    return Catalogue(
        indicators={one.id: one for one in indicators},
        frameworks={"plan": framework(*(one.id for one in indicators))},
        sources={"hotline": source(*held)},
        units={"calls": Unit(id="calls", one=words("call"), many=words("calls"), kind="count")},
        dimensions={"sex": Dimension("sex", words("Sex"), {"female": female, "male": male})},
        places={code: Place(code=code, title=words(code), kind="country") for code in ("CA", "US")},
    )


def observation(
    value: str | None = "10",
    period: str = "2020",
    *,
    indicator: str = "calls",
    document: str = "first",
    known: str = "2021-06-30",
    row: int = 2,
    breakdown: str = "",
    **changes: object,
) -> Observation:
    one = Observation(
        indicator=indicator,
        series=f"hotline/{indicator}",
        place="CA",
        period=Period.parse(period),
        value=None if value is None else Decimal(value),
        known=Known(date.fromisoformat(known)),
        document=document,
        location=Location(FILE.name, "", row, 3, "table 1"),
        disaggregation=Disaggregation.parse(breakdown),
    )
    return one._replace(**changes)


def action(id_: str = "line-opened", on: str = "2016-06", **changes: object) -> Action:
    one = Action(
        id=id_,
        title=words("A line is opened"),
        state="announced",
        on=on,
        place="CA",
        document="first",
        location=Location(FILE.name, "", 2, 1),
        pillar="support",
        framework="plan",
    )
    return one._replace(**changes)


def submission(
    *, sha256: str = FILE.sha256, whole: bool = True, organization: str = ""
) -> Submission:
    """The submission of the hotline's one file; `whole` replaces all that the source held."""
    return Submission("hotline", (FileRead(FILE.name, sha256),), organization, whole)
