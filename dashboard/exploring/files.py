"""The files of the page of data: exactly what is chosen, and the code lists."""

from dash import Dash
from flask import Response, abort, request

from dashboard.addresses import Address, read_address
from dashboard.exploring.asked import FILTERS, choice_of
from dashboard.exploring.codes import HEADS, LISTS, code_records
from dashboard.exploring.taking import MOST, sources_of
from dashboard.exploring.told import notes_of
from dashboard.observation_records import line_records, observation_heads, of_moment
from dashboard.record_files import file_of, refused_file, sent_file
from dashboard.services import services, services_at
from dashboard.text import Words, both
from metrics import Choice, MetricsError


def add_data_files(app: Dash) -> None:
    rules = {
        "data_file": ("/data.<any(csv, json, xlsx):kind>", _data),
        "code_list": ("/data/codes/<name>.csv", _codes),
    }
    for name, (rule, answer) in rules.items():
        app.server.add_url_rule(rule, name, answer, methods=["GET"])


def _data(kind: str) -> Response:
    """The chosen values as a file; one line where the address names what is not known."""
    try:
        held = services()
        query = request.query_string.decode("utf-8", "replace")
        framework = held.settings.framework
        address = read_address(request.path, query, held.catalogue, framework, FILTERS)
        held = services_at(address.moment)
        choice = choice_of(address, held.catalogue)
        return _file(kind, choice, address)
    except MetricsError as error:
        return refused_file(error)


def _file(kind: str, choice: Choice, address: Address) -> Response:
    held, words = services(), Words(address.language)
    values = held.store.choosing.count(choice)
    if values > MOST:
        raise MetricsError(*both("explore.files_too_many", most=MOST))
    every = (one.held for one in held.store.choosing.every(choice))
    records = of_moment(line_records(every, held.catalogue, address.language), address.moment)
    sources = list(sources_of(choice, held))
    notes = words("explore.notes_sheet"), list(notes_of(values, sources, held, address, words))
    heads = observation_heads(held.catalogue, is_past=address.moment.is_past)
    body = file_of(kind, records, heads, notes)
    return sent_file(body, kind, _name(choice))


def _name(choice: Choice) -> str:
    """What the file is called: what it holds, and the day."""
    what = choice.indicator or (choice.series or choice.source or "").replace("/", "-")
    return "-".join(filter(None, [what, "data", services().store.today().isoformat()]))


def _codes(name: str) -> Response:
    if name not in LISTS:
        abort(404)
    held = services()
    records = code_records(name, held.catalogue, held.store)
    return sent_file(file_of("csv", records, HEADS, ("", ())), "csv", f"codes-{name}")
