"""A small return form, its catalogue, and workbooks filled in as a partner would."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO

import openpyxl

from ingest.returns import Context, Layout, fingerprint, where_is
from metrics import (
    Catalogue,
    Dimension,
    Document,
    Indicator,
    Language,
    Member,
    Partner,
    Period,
    Place,
    ReturnForm,
    Series,
    Source,
    Text,
    Unit,
)

PARTNER, OTHER = "north-house", "south-house"
PERIOD = Period.parse("2025-Q4")
TODAY = date(2026, 1, 12)
SERVED, NEW, CONTACTS, SPENT, SATISFIED = (
    "people-served", "new-people", "contacts", "spent", "satisfied",
)  # fmt: skip

_UNITS = (
    Unit(
        id="people", one=Text("person", "personne"), many=Text("people", "personnes"),
        kind="count", people=True,
    ),
    Unit(
        id="contacts", one=Text("contact", "communication"),
        many=Text("contacts", "communications"), kind="count",
    ),
    Unit(
        id="cad", one=Text("dollar", "dollar"), many=Text("dollars", "dollars"),
        sign=Text("$", "$"), kind="money", currency="CAD",
    ),
    Unit(
        id="percent", one=Text("per cent", "pour cent"), many=Text("per cent", "pour cent"),
        sign=Text("%", "%"), kind="percent",
    ),
)  # fmt: skip
_MEASURED = {  # series: indicator's unit and measure, title
    SERVED: ("people", "count", Text("People served", "Personnes desservies")),
    NEW: ("people", "count", Text("New people", "Nouvelles personnes")),
    CONTACTS: ("contacts", "count", Text("Contacts", "Communications")),
    SPENT: ("cad", "money", Text("Amount spent", "Montant dépensé")),
    SATISFIED: ("percent", "ratio", Text("Satisfied", "Personnes satisfaites")),
}
_FORM = {
    "id": "quarterly",
    "version": 2,
    "title": Text("Quarterly return", "Rapport trimestriel"),
    "instructions": Text("State every figure of the quarter.", "Donnez les chiffres du trimestre."),
    "source": "partner-returns",
    "frequency": "Q",
    "fiscal": True,
    "place": "ON",
    "due": {"days": 30},
    "tables": [
        {
            "id": "people",
            "sheet": Text("People", "Personnes"),
            "title": Text("People served, by age", "Personnes desservies, selon l'âge"),
            "dimension": "age",
            "members": ["under-25", "25-and-over"],
            "total": True,
            "places": ["ON-N", "ON-S"],
            "measures": [{"series": SERVED}, {"series": NEW}],
        },
        {
            "id": "services",
            "sheet": Text("Services", "Services"),
            "title": Text("Services and spending", "Services et dépenses"),
            "measures": [
                {"series": CONTACTS, "qualifiers": True},
                {"series": SPENT},
                {"series": SATISFIED, "required": False},
            ],
        },
    ],
    "rules": [
        {"id": "new-are-part", "kind": "at-most", "table": "people", "left": NEW, "right": SERVED}
    ],
    "obligations": [
        {"partner": PARTNER, "since": "2024-Q2"},
        {"partner": OTHER, "tables": ["services"], "since": "2025-Q2"},
    ],
    "renamed": {"1": {"Persons": "People", "Persons served": "People served"}},
}


def form(**changes: object) -> ReturnForm:
    return ReturnForm.model_validate({**_FORM, **changes})


def _indicator(name: str, unit: str, measure: str, title: Text) -> Indicator:
    fields = {
        "id": name, "title": title, "definition": title, "does_not_tell": (title,),
        "level": "output", "unit": unit, "measure": measure, "direction": "none",
        "frequency": "Q", "roll_up_time": "none", "roll_up_place": "none", "reported_by": title,
    }  # fmt: skip
    return Indicator.model_validate(fields)


def source(form_: ReturnForm) -> Source:
    made_up = Text("Made up for tests", "Inventé pour les essais")
    document = {"id": "returns", "title": "Returns", "publisher": made_up}
    fields = {
        "id": form_.source, "title": made_up, "description": made_up, "publisher": made_up,
        "licence": made_up, "coverage": made_up, "returns": form_.id,
        "documents": {
            "returns": Document.model_validate({**document, "read_on": date(2024, 1, 1)})
        },
        "series": {
            one: Series(
                id=one, indicator=one, title=title, publisher=made_up, definition=title
            )
            for one, (_, _, title) in _MEASURED.items()
        },
    }  # fmt: skip
    return Source.model_validate(fields)


def catalogue(form_: ReturnForm | None = None) -> Catalogue:
    form_ = form_ or form()
    young = Member("under-25", Text("under 25", "moins de 25 ans"))
    older = Member("25-and-over", Text("25 and over", "25 ans et plus"))
    places = (
        Place(code="ON", title=Text("Example Province", "Province d'exemple"), kind="province"),
        Place(code="ON-N", title=Text("North", "Nord"), kind="region", parent="ON"),
        Place(code="ON-S", title=Text("South", "Sud"), kind="region", parent="ON"),
    )
    partners = (
        Partner(id=PARTNER, title=Text("North House", "Maison du Nord"), language=Language.EN),
        Partner(id=OTHER, title=Text("South House", "Maison du Sud"), language=Language.FR),
    )
    return Catalogue(
        indicators={one: _indicator(one, *said) for one, said in _MEASURED.items()},
        frameworks={},
        sources={form_.source: source(form_)},
        units={one.id: one for one in _UNITS},
        dimensions={
            "age": Dimension("age", Text("Age", "Âge"), {one.code: one for one in (young, older)})
        },
        places={one.code: one for one in places},
        partners={one.id: one for one in partners},
        returns={form_.id: form_},
    )


def layout(
    form_: ReturnForm | None = None,
    *,
    partner: str = PARTNER,
    period: Period = PERIOD,
    language: Language = Language.EN,
) -> Layout:
    form_ = form_ or form()
    return where_is(form_, catalogue(form_), partner, period, language)


def context(form_: ReturnForm | None = None, **changes: object) -> Context:
    """A check by the partner of the test form for its newest quarter."""
    form_ = form_ or form()
    asked = Context(catalogue(form_), TODAY, Language.EN, PARTNER, form_.id, PERIOD)
    return asked._replace(**changes)


SOUND = {  # by sheet id, row code and series: a return without a fault
    "people": {
        "ON-N:under-25": {SERVED: 12, NEW: 4},
        "ON-N:25-and-over": {SERVED: 30, NEW: 6},
        "ON-N:_T": {SERVED: 42, NEW: 10},
        "ON-S:under-25": {SERVED: 7, NEW: 0},
        "ON-S:25-and-over": {SERVED: 21, NEW: 5},
        "ON-S:_T": {SERVED: 28, NEW: 5},
    },
    "services": {"ON": {CONTACTS: 310, SPENT: 12345.67, SATISFIED: 88}},
}


def workbook(
    layout_: Layout | None = None,
    values: Mapping[str, Mapping[str, Mapping[str, object]]] = SOUND,
    *,
    properties: bool = True,
) -> openpyxl.Workbook:
    """The form's workbook with these values, at the addresses of its layout."""
    layout_ = layout_ or layout()
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in layout_.sheets:
        made = book.create_sheet(sheet.name(layout_.language))
        _write_headings(made, sheet, layout_.language)
        for row in sheet.rows:
            made.cell(row.row, sheet.code_column, row.code)
            made.cell(row.row, sheet.place_column, row.place_title.in_(layout_.language))
            if row.member_title:
                made.cell(row.row, sheet.member_column, row.member_title.in_(layout_.language))
            for column in sheet.columns:
                said = values.get(sheet.table.id, {}).get(row.code, {})
                made.cell(row.row, column.column, said.get(column.measure.series))
    if properties:
        for name, words in fingerprint(layout_).items():
            book.custom_doc_props.append(
                openpyxl.packaging.custom.StringProperty(name=name, value=words)
            )
    return book


def _write_headings(made, sheet, language):
    from ingest.returns import layout as words

    at = sheet.heading_row
    made.cell(sheet.title_row, 1, sheet.table.title.in_(language))
    made.cell(at, sheet.code_column, words.CODE.in_(language))
    made.cell(at, sheet.place_column, words.PLACE.in_(language))
    made.cell(sheet.unit_row, 1, words.UNIT.in_(language))
    if sheet.dimension_title:
        made.cell(at, sheet.member_column, sheet.dimension_title.in_(language))
    for column in sheet.columns:
        made.cell(at, column.column, column.heading.in_(language))
        made.cell(sheet.unit_row, column.column, column.unit.many.in_(language))


def saved(book: openpyxl.Workbook) -> bytes:
    held = BytesIO()
    book.save(held)
    return held.getvalue()
