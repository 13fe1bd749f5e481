"""A made-up document with every kind of figure, mark and trap, for the tests of renderers.

Nothing in it is a real figure. `document` has what an official would have; `hostile` what bad input
could bring: long words, other scripts, text that a spreadsheet would take for a formula.
"""

from decimal import Decimal

from dashboard.briefings.document import (
    Aim,
    Cell,
    Change,
    Chart,
    Chip,
    Document,
    Event,
    Exhibit,
    Head,
    Issue,
    KeyLine,
    Point,
    Shape,
    Table,
)
from dashboard.briefings.labels import labels_of
from metrics import Language

ISSUE = Issue(
    "B-2026-001", "0f" * 32, "https://figures.example/briefings/B-2026-001", "Issued 3 May 2026",
    "2026-05-03",
)  # fmt: skip
DRAFT = Issue("", "", "https://figures.example/briefings/7", "Draft, not issued", "2026-05-03")
NO_BREAK = "\u00a0"
SHAPES = tuple(Shape)


def said(language: Language, en: str, fr: str) -> str:
    return fr if language is Language.FR else en


def number(value: str, language: Language, places: int = 0, percent: bool = False) -> Cell:
    written = f"{Decimal(value):,.{places}f}"
    if language is Language.FR:
        written = written.replace(",", NO_BREAK).replace(".", ",")
    sign = said(language, "%", f"{NO_BREAK}%") if percent else ""
    return Cell(written + sign, Decimal(value), places, percent)


def points(language: Language, *values: str | None, start: int = 2014) -> tuple[Point, ...]:
    hidden = said(language, "hidden to protect people", "masqué pour protéger les personnes")
    last = len(values) - 1
    return tuple(
        Point(
            str(start + at), start + at + 0.5, None if one is None else Decimal(one),
            hidden if one is None else number(one, language).text,
            hollow=at == last, is_labelled=at in (0, last) or one is None,
        )
        for at, one in enumerate(values)
    )  # fmt: skip


def chart(language: Language, *values: str | None, name: str, aimed: bool) -> Chart:
    every = points(language, *values)
    joined, run = [], []
    for at, one in enumerate(every):
        if one.number is None or at == 4:  # a break before the fifth
            joined, run = [*joined, tuple(run)], []
        if one.number is not None:
            run.append(at)
    aim = Aim(
        ((2018.5, Decimal(300)), (2022.5, Decimal(500))), (),
        (2024.5, Decimal(600), said(language, "Target 600", "Cible 600")),
        (2018.5, Decimal(238), said(language, "Baseline 238", "Référence 238")),
    ) if aimed else None  # fmt: skip
    return Chart(
        title=name,
        subtitle=said(language, "People a year, Ontario. Hollow point: provisional.",
                      "Personnes par an, Ontario. Point creux : provisoire."),
        points=every,
        runs=tuple(one for one in [*joined, tuple(run)] if one),
        unit=said(language, "people", "personnes"),
        alt=said(language, f"{name}: a line from 3 in 2014 to 503 in 2024, provisional.",
                 f"{name} : une ligne de 3 en 2014 à 503 en 2024, provisoire."),
        value_name=name,
        aim=aim,
        breaks=((2018.0, said(language, "Counted otherwise from 2018 on",
                              "Compté autrement à partir de 2018")),),
        events=(Event(2016.5, "1", said(language, "The strategy begins",
                                        "La stratégie commence")),),
    )  # fmt: skip


def table(language: Language, *values: str | None) -> Table:
    hidden = said(language, "hidden to protect people", "masqué pour protéger les personnes")
    rows = [
        (Cell(str(2014 + at)), Cell(hidden) if one is None else number(one, language), Cell(""))
        for at, one in enumerate(values)
    ]
    rows += [(Cell("2013"), Cell("<\u00a05"), Cell(said(language, "bound", "borne")))]
    head = (said(language, "Period", "Période"), said(language, "People", "Personnes"),
            said(language, "Marks", "Marques"))  # fmt: skip
    caption = said(language, "People reached, Ontario", "Personnes rejointes, Ontario")
    return Table(caption, head, tuple(reversed(rows)), (1,))


def exhibit(language: Language, at: int, *, bare: bool = False) -> Exhibit:
    values = [str(3 + at), "238", None, "387", "384", "386", "472", "1522", "503"]
    name = said(language, f"People reached by services, number {at}",
                f"Personnes rejointes par les services, numéro {at}")  # fmt: skip
    none = said(language, "No figure is held for this indicator.",
                "Aucun chiffre n'est détenu pour cet indicateur.")  # fmt: skip
    return Exhibit(
        indicator=f"people-reached-{at}",
        code=f"P1.{at:02d}",
        name=name,
        pillar=said(language, "Prevention and Community Support",
                    "Prévention et soutien communautaire"),
        finding=none if bare else said(
            language, f"Services reached 503 people in 2024, number {at}",
            f"Les services ont rejoint 503 personnes en 2024, numéro {at}"),
        figure=None if bare else number("503", language),
        when="" if bare else said(language, "2024, provisional", "2024, provisoire"),
        unit=said(language, "people", "personnes"),
        place="Ontario",
        progress=Chip(SHAPES[at % len(SHAPES)], said(language, "Not assessed", "Non évalué"),
                      said(language, "no target is set", "aucune cible n'est fixée")),
        signal="" if bare else said(language, "Within the usual range.",
                                    "Dans l'intervalle habituel."),
        lines=() if bare else (said(language, "Services reached 503 people in 2024.",
                                    "Les services ont rejoint 503 personnes en 2024."),),
        chart=None if bare else chart(language, *values, name=name, aimed=at % 2 == 0),
        no_chart=none if bare else "",
        table=None if bare else table(language, *values),
        notes=(said(language, "Rounded to a multiple of 5.", "Arrondi à un multiple de 5."),),
        unsaid=(said(language, "This does not tell how many people are trafficked.",
                     "Ceci ne dit pas combien de personnes sont victimes de traite."),),
        definition=said(language, "Each person counts once a year.",
                        "Chaque personne compte une fois par an."),
        coverage=said(language, "11 of 12 partners", "11 partenaires sur 12"),
        sources=(said(language, "A made-up newsletter, 2024, table 2.",
                      "Un bulletin inventé, 2024, tableau 2."),),
        path=f"/indicator/people-reached-{at}?as_of=2026-03-31",
    )  # fmt: skip


def trail(language: Language, one: Exhibit) -> tuple[Cell, ...]:
    """Where the figure of an exhibit stands."""
    total = said(language, "total", "total")
    paper = said(language, "A paper, 2025", "Un document, 2025")
    return (Cell(one.code), Cell(one.name), Cell("Ontario"), Cell(total), Cell("2024"),
            one.figure or Cell("–"), Cell(""), Cell(paper), Cell("made-up.csv"),
            Cell("0f0f0f0f0f0f"), Cell("B7"))  # fmt: skip


def document(language: Language, exhibits: int = 3) -> Document:
    every = tuple(exhibit(language, at) for at in range(1, exhibits + 1))
    every += (exhibit(language, exhibits + 1, bare=True),)
    title = "People reached by services in 2024", "Personnes rejointes par les services en 2024"
    return _document(language, every, said(language, *title))


def hostile(language: Language) -> Document:
    """A title of 500 signs, other scripts, signs of formulas and of markup."""
    found = document(language, 2)
    long = ("Aaaaaaaaa " * 60)[:500]
    tricky = "=1+1 @SUM(A1) #raw[<b>&amp;] $x$ \\u{1} *a* _b_ `c` {d} [e] <f>"
    scripts = "ᐃᓄᒃᑎᑐᑦ العربية עברית 🙂 n̓ x̌ ≥ ≤ ≈ − … « » œ Œ"
    first = found.exhibits[0]._replace(name=tricky, finding=scripts, notes=(tricky, scripts))
    return found._replace(
        head=found.head._replace(title=long),
        exhibits=(first, *found.exhibits[1:]),
        lines=(KeyLine(first.indicator, f"{tricky} {scripts}", is_edited=True),),
    )


def _document(language: Language, exhibits: tuple[Exhibit, ...], title: str) -> Document:
    since = said(language, "Since briefing B-2026-000, issued 3 February 2026",
                 "Depuis la note B-2026-000, publiée le 3 février 2026")  # fmt: skip
    head = tuple(
        said(language, *pair)
        for pair in (("Indicator", "Indicateur"), ("Newest", "Plus récente"), ("Period", "Période"),
                     ("Before", "Auparavant"), ("Progress", "Progression"))
    )  # fmt: skip
    rows = tuple(
        (Cell(f"{one.code} {one.name}"), one.figure or Cell("–"), Cell(one.when or "–"),
         number("1522", language) if one.figure else Cell("–"), Cell(one.progress.word))
        for one in exhibits
    )  # fmt: skip
    return Document(
        language=language,
        head=Head(
            title=title,
            organization=said(language, "Provincial Anti-Human Trafficking Coordination Office",
                              "Bureau provincial de coordination de la lutte contre la traite"),
            classification=said(language, "Public", "Public"),
            scope=said(language, "All pillars; Ontario; to the end of 2024",
                       "Tous les piliers; Ontario; jusqu'à la fin de 2024"),
            as_of=said(language, "31 March 2026", "31 mars 2026"),
            known_at=said(language, "3 May 2026", "3 mai 2026"),
            framework=said(language, "A made-up strategy, version 3",
                           "Une stratégie inventée, version 3"),
            coverage=said(language, "3 of 4 indicators have a figure",
                          "3 indicateurs sur 4 ont un chiffre"),
            marks=said(language, "Holds provisional and hidden figures",
                       "Contient des chiffres provisoires et masqués"),
            example=said(language, "Example data", "Données d'exemple"),
            embargo="",
        ),
        labels=labels_of(language, since),
        lines=tuple(KeyLine(one.indicator, one.lines[0]) for one in exhibits if one.lines),
        scorecard=Table(said(language, "Newest figures", "Chiffres les plus récents"), head, rows,
                        (1, 3)),
        chips=tuple(one.progress for one in exhibits),
        changes=(Change("restated", exhibits[0].indicator,
                        said(language, "2022 was restated from 528 to 597.",
                             "2022 a été révisé de 528 à 597."), exhibits[0].path),),
        exhibits=exhibits,
        trails=Table(
            said(language, "Where each figure stands", "Où se trouve chaque chiffre"),
            tuple(said(language, *pair) for pair in (("Indicator", "Indicateur"),
                  ("Series", "Série"), ("Place", "Lieu"), ("Breakdown", "Ventilation"),
                  ("Period", "Période"), ("Value", "Valeur"), ("Marks", "Marques"),
                  ("Document", "Document"), ("File", "Fichier"),
                  ("Checksum", "Somme de contrôle"), ("Cell", "Cellule"))),
            tuple(trail(language, one) for one in exhibits),
            (5,),
        ),
        footer=said(language, "Support, day and night: 1-833-900-1010",
                    "Soutien, jour et nuit : 1-833-900-1010"),
    )  # fmt: skip
