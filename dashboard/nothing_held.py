"""What an indicator's page says where it has no line to show."""

from dash import html
from dash.development.base_component import Component

from dashboard.absent import PAST, Absence, left_out
from dashboard.addresses import MOMENTS, Address
from dashboard.components import missing, section
from dashboard.text import Words
from metrics import IndicatorSeries, labels


def not_known_then(what: str, address: Address, words: Words) -> Component:
    """What is held now was not known or ended on the asked day, or not held at the instant."""
    then = PAST[left_out(address.moment) or Absence.NOT_HELD]
    link = html.A(words("shell.known_now"), href=address.here(**dict.fromkeys(MOMENTS)))
    return section(
        "nothing",
        words(f"indicator.{then}_title"),
        html.Div(
            html.P([missing(words(f"indicator.{then}_{what}_text")), " ", link], className="small"),
            className="none-published",
        ),
    )


def nothing(found: IndicatorSeries, words: Words) -> Component:
    """Nothing held: a designed state that says who would report it."""
    text = "nothing_itself" if found.lines else "nothing_text"
    title = "no_record_title" if found.lines else "nothing_title"
    return section(
        "nothing",
        words(f"indicator.{title}"),
        html.Div(
            [
                html.P(missing(words(f"indicator.{text}")), className="small"),
                html.Dl(
                    [
                        html.Dt(words("indicator.fact_reporter")),
                        html.Dd(words.text(found.indicator.reported_by)),
                        html.Dt(words("indicator.nothing_unit")),
                        html.Dd(labels.unit_words(found.unit, None, words.language)),
                        html.Dt(words("indicator.nothing_frequency")),
                        html.Dd(words(f"shared.frequency_{found.indicator.frequency}")),
                    ],
                    className="dl",
                ),
            ],
            className="none-published",
        ),
    )
