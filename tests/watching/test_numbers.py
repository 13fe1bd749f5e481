"""The numbers for Prometheus: the format to the letter, and neither figures nor names in it."""

import re
from collections import defaultdict

from dashboard.watching.counted import UPPER, Answered, Counted
from dashboard.watching.exposition import Family, Sample, exposed, of_requests
from tests.access.house import CANARY, asked

LINE = re.compile(
    r"(?P<name>[a-zA-Z_:][a-zA-Z0-9_:]*)"
    r'(?:\{(?P<labels>(?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)*)\})? '
    r"(?P<value>-?[0-9.]+(?:e-?[0-9]+)?)"
)


def read(text):
    """By name: kind, and the samples with their labels; every line must be as it has to be."""
    kinds, samples = {}, defaultdict(dict)
    assert text.endswith("\n")
    for line in text.splitlines():
        if line.startswith("# HELP "):
            continue
        if line.startswith("# TYPE "):
            _, _, name, kind = line.split(" ")
            assert name not in kinds  # all of one name stand together
            kinds[name] = kind
            continue
        found = LINE.fullmatch(line)
        assert found, line
        family = re.sub(r"_(bucket|sum|count)$", "", found["name"])
        assert found["name"] in kinds or kinds.get(family) == "histogram", line
        labels = tuple(re.findall(r'([a-z_]+)="((?:[^"\\]|\\.)*)"', found["labels"] or ""))
        assert labels not in samples[found["name"]], line
        samples[found["name"]][labels] = float(found["value"])
    return kinds, samples


def numbers(house):
    given = house.client().get("/metrics")
    assert given.content_type == "text/plain; version=0.0.4; charset=utf-8"
    return read(given.get_data(as_text=True))


def requests_by(samples, **wanted):
    return sum(
        value for labels, value in samples["pillars_requests_total"].items()
        if wanted.items() <= dict(labels).items()
    )  # fmt: skip


def test_requests_are_counted_by_pattern_status_and_language(house):
    client = house.client()
    client.get("/indicator/calls")
    client.get("/indicator/calls?lang=fr")
    client.get("/indicator/silent")
    client.get("/indicator/nobody-knows-me")
    client.get("/download/calls.csv")
    asked(client, "/indicator/calls", "?lang=fr")
    kinds, samples = numbers(house)
    assert kinds["pillars_requests_total"] == "counter"
    page = "/indicator/<indicator>"
    assert requests_by(samples, route=page, status="200", language="en") == 2
    assert requests_by(samples, route=page, status="200", language="fr") == 1
    assert requests_by(samples, route=page, status="404") == 1
    file = "/download/<indicator>.<any(csv, json):kind>"
    assert requests_by(samples, route=file, method="GET") == 1
    callbacks = samples["pillars_callbacks_total"]
    assert callbacks == {(("page", page), ("status", "200")): 1}
    script = requests_by(samples, route="/_dash-update-component", language="fr")
    assert script == 1


def test_latency_is_a_histogram_that_adds_up(house):
    for _ in range(5):
        house.client().get("/healthz")
    kinds, samples = numbers(house)
    assert kinds["pillars_request_seconds"] == "histogram"
    buckets = [
        (dict(labels)["le"], value)
        for labels, value in samples["pillars_request_seconds_bucket"].items()
        if dict(labels)["route"] == "/healthz"
    ]
    assert [bound for bound, _ in buckets] == [*map(str, UPPER), "+Inf"]
    counts = [value for _, value in buckets]
    assert counts == sorted(counts)
    total = samples["pillars_request_seconds_count"][(("route", "/healthz"),)]
    assert counts[-1] == total == 5


def test_a_time_on_a_bound_is_within_it():
    counted = Counted()
    for seconds in (0.004, 0.005, 0.0051, 99.0):
        counted.add(Answered("/", "GET", 200, "en", seconds))
    _, samples = read(exposed(of_requests(counted)))
    by_bound = {dict(labels)["le"]: value for labels, value in
                samples["pillars_request_seconds_bucket"].items()}  # fmt: skip
    assert (by_bound["0.005"], by_bound["0.01"], by_bound["10.0"], by_bound["+Inf"]) == (2, 3, 3, 4)


def test_what_is_answered_from_memory_is_counted(house):
    client = house.client()
    for _ in range(3):
        asked(client, "/indicator/calls")
    _, samples = numbers(house)
    hits, misses = samples["pillars_memo_hits_total"], samples["pillars_memo_misses_total"]
    assert hits[(("memo", "answers"),)] == 2
    assert misses[(("memo", "answers"),)] == 1


def test_the_store_the_work_and_the_process_are_told(house):
    kinds, samples = numbers(house)
    for name in ("pillars_store_up", "pillars_store_writable", "pillars_store_schema_current"):
        assert samples[name] == {(): 1}
    for name in ("pillars_store_bytes", "pillars_store_data_version",
                 "process_resident_memory_bytes", "process_cpu_seconds_total"):  # fmt: skip
        assert samples[name][()] > 0
    assert "pillars_store_wal_bytes" in kinds
    sources = {dict(labels)["source"] for labels in samples["pillars_source_loaded_seconds"]}
    assert sources == {"hotlines", "tip-report"}
    assert {dict(one)["of"] for one in samples["pillars_disk_free_bytes"]} == {
        "figures", "accounts", "returns",
    }  # fmt: skip


def test_neither_a_figure_nor_a_name_nor_what_was_typed_is_among_them(house):
    for who in ("admin", "partner a", "editor"):
        client = house.client(who)
        for path in (
            "/indicator/calls", "/partner/partner-a", "/nowhere/canary-typed",
            "/search?q=canary-typed", "/indicator/canary-typed", "/returns/sent/canary-typed",
            "/data?indicator=calls", "/download/canary-typed.csv",
        ):  # fmt: skip
            client.get(path)
            asked(client, path)
    text = house.client().get("/metrics").get_data(as_text=True)
    for found in ("canary-typed", "partner-a", "editor", "admin/", *CANARY.values()):
        assert found not in text
    names = {one.name for one in house.people.values()} - {"official"}
    assert not {one for one in names if f'"{one}"' in text}


def test_an_unusual_method_adds_no_label_of_its_own(house):
    house.client().open("/", method="FRESH")
    _, samples = numbers(house)
    assert {dict(one)["method"] for one in samples["pillars_requests_total"]} <= {"GET", "other"}


def test_signs_that_mean_something_in_the_format_are_escaped():
    family = Family("a", "gauge", "means", [Sample({"x": 'a"b\\c\nd'}, 1.5)])
    assert exposed([family]).splitlines()[-1] == r'a{x="a\"b\\c\nd"} 1.5'


def test_a_store_that_does_not_answer_is_a_number_too(house, monkeypatch):
    from metrics import StoreError

    def gone():
        raise StoreError("", "")

    monkeypatch.setattr(house.services.store, "health", gone)
    _, samples = numbers(house)
    assert samples["pillars_store_up"] == {(): 0}
    assert "pillars_store_bytes" not in samples
