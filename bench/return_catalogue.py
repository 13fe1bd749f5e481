"""A made-up return form that asks for exactly the rows of a file: the catalogue of R0 to R4."""

from datetime import date
from itertools import product

from bench.figures import WORDS
from metrics import (
    Catalogue,
    Dimension,
    Document,
    Indicator,
    Language,
    Member,
    Partner,
    Place,
    ReturnForm,
    Series,
    Source,
    Text,
    Unit,
)

DIMENSIONS, MEMBERS, MEASURES = 5, 9, 2
A_PLACE = (
    DIMENSIONS * MEMBERS * MEASURES + DIMENSIONS * MEASURES
)  # rows: each member, and the total


def series_id(split: int, measure_: int) -> str:
    return f"series-{split}-{measure_}"


def catalogue_of(rows: int) -> Catalogue:
    """A form that asks for exactly the rows of the file."""
    names = [series_id(*one) for one in product(range(DIMENSIONS), range(MEASURES))]
    places = [Place(code="P", title=WORDS, kind="country")]
    places += (
        Place(code=f"P{n}", title=Text(f"Region {n}", f"Région {n}"), kind="region", parent="P")
        for n in range(rows // A_PLACE)
    )
    return Catalogue(
        indicators={name: _indicator(name) for name in names},
        frameworks={},
        sources={"made-up": _source(names)},
        units={"things": Unit(id="things", one=WORDS, many=WORDS, kind="count")},
        dimensions={f"split-{at}": _dimension(at) for at in range(DIMENSIONS)},
        places={one.code: one for one in places},
        partners={"partner": Partner(id="partner", title=WORDS, language=Language.EN)},
        returns={"made-up": _form(tuple(one.code for one in places[1:]))},
    )


def _form(places: tuple[str, ...]) -> ReturnForm:
    tables = [
        {
            "id": f"table-{at}",
            "sheet": Text(f"Table {at}", f"Tableau {at}"),
            "title": WORDS,
            "dimension": f"split-{at}",
            "members": [f"part-{n}" for n in range(MEMBERS)],
            "total": True,
            "places": places,
            "measures": [{"series": series_id(at, n)} for n in range(MEASURES)],
        }
        for at in range(DIMENSIONS)
    ]
    fields = {
        "id": "made-up", "version": 1, "title": WORDS, "instructions": WORDS, "source": "made-up",
        "frequency": "Q", "place": "P", "due": {"days": 30}, "tables": tables,
        "obligations": [{"partner": "partner", "since": "2020-Q1"}],
    }  # fmt: skip
    return ReturnForm.model_validate(fields)


def _dimension(at: int) -> Dimension:
    members = {
        f"part-{n}": Member(f"part-{n}", Text(f"Part {n}", f"Partie {n}")) for n in range(MEMBERS)
    }
    return Dimension(f"split-{at}", Text(f"Split {at}", f"Ventilation {at}"), members)


def _source(names: list[str]) -> Source:
    document = Document(id="returns", title="Returns", publisher=WORDS, read_on=date(2024, 1, 1))
    series = {
        name: Series(
            id=name, indicator=name, title=Text(name, name), publisher=WORDS, definition=WORDS
        )
        for name in names
    }
    fields = {
        "id": "made-up", "title": WORDS, "description": WORDS, "publisher": WORDS,
        "licence": WORDS, "coverage": WORDS, "returns": "made-up",
        "documents": {"returns": document}, "series": series,
    }  # fmt: skip
    return Source.model_validate(fields)


def _indicator(name: str) -> Indicator:
    fields = {
        "id": name, "title": WORDS, "definition": WORDS, "does_not_tell": (WORDS,),
        "level": "output", "unit": "things", "measure": "count", "direction": "none",
        "frequency": "Q", "roll_up_time": "sum", "roll_up_place": "sum", "reported_by": WORDS,
    }  # fmt: skip
    return Indicator.model_validate(fields)
