"""Spans of requests, sent to a collector that is really there: patterns, never a value."""

import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from dashboard.app import create_app
from dashboard.peers import PEER, Peer
from dashboard.returns.crew import Ended, Ran
from dashboard.services import Services
from dashboard.watching.tracing import traces_of
from metrics import Language, MetricsError, Settings
from tests.access.house import CANARY

ASKED = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = f"00-{ASKED}-00f067aa0ba902b7-01"
PROXY = Peer("10.0.0.9", is_proxy=True, forwards=True)


@pytest.fixture
def collector():
    """Takes what is sent to it, and keeps it."""
    held = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self):
            held.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Collector)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", held
    server.shutdown()
    server.server_close()


@pytest.fixture
def spans(house, collector):
    """A way to ask a page, and the spans of what was asked, as the collector has them."""
    pytest.importorskip("opentelemetry.sdk", reason="requirements-telemetry.lock")
    from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

    address, held = collector
    settings = house.services.settings.model_copy(update={"telemetry_url": address})
    app = create_app(
        Services(settings, house.services.catalogue, house.services.store), house.accounts
    )
    traces = app.server.extensions["traces"]

    def ask(path, who=None, peer=None, **headers):
        held.clear()
        client = app.server.test_client()
        client.get(path, headers=headers, environ_overrides={PEER: peer} if peer else {})
        traces.provider.force_flush()
        ((sent_to, body),) = held
        assert sent_to == "/v1/traces"
        message = ExportTraceServiceRequest.FromString(body)
        (span,) = message.resource_spans[0].scope_spans[0].spans
        return span, body

    yield ask
    traces.provider.shutdown()


def said(span):
    return {one.key: one.value.string_value or one.value.int_value for one in span.attributes}


def test_a_request_is_a_span_of_its_pattern(spans):
    span, body = spans("/indicator/calls?lang=fr&place=CA-ON-secret")
    assert span.name == "GET /indicator/<indicator>"
    told = said(span)
    assert len(told.pop("pillars.request_id")) == 16
    assert told == {
        "http.request.method": "GET", "http.route": "/indicator/<indicator>",
        "http.response.status_code": told["http.response.status_code"], "pillars.language": "fr",
        "pillars.role": "anonymous",
    }  # fmt: skip
    assert span.end_time_unix_nano > span.start_time_unix_nano
    for value in ("secret", "place", *CANARY.values()):
        assert value.encode() not in body


def test_the_callers_span_is_taken_from_a_named_proxy_alone(spans):
    span, _ = spans("/", peer=PROXY, traceparent=PARENT)
    assert (span.trace_id.hex(), span.parent_span_id.hex()) == (ASKED, "00f067aa0ba902b7")
    span, _ = spans("/", traceparent=PARENT)
    assert span.trace_id.hex() != ASKED


def test_nothing_is_made_where_no_collector_is_named(house):
    assert house.app.server.extensions["traces"] is None


@pytest.mark.parametrize(("language", "said"), [("en", "not installed"), ("fr", "pas installés")])
def test_without_its_packages_it_says_what_to_install(monkeypatch, language, said):
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)
    with pytest.raises(MetricsError) as refused:
        traces_of(Settings(telemetry_url="http://127.0.0.1:4318"))
    assert said in refused.value.in_(Language(language))


def test_a_job_is_a_span_of_its_kind_and_end(collector):
    pytest.importorskip("opentelemetry.sdk", reason="requirements-telemetry.lock")
    from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

    address, held = collector
    traces = traces_of(Settings(telemetry_url=address))
    traces.tell_job(Ran("check", 1.5, Ended.DONE))
    traces.tell_job(Ran("protect", 0.5, Ended.FAILED))
    traces.provider.shutdown()
    found = [
        span
        for _, body in held
        for span in ExportTraceServiceRequest.FromString(body)
        .resource_spans[0]
        .scope_spans[0]
        .spans
    ]
    assert [one.name for one in found] == ["job check", "job protect"]
    assert [one.status.code == 2 for one in found] == [False, True]
    took = (found[0].end_time_unix_nano - found[0].start_time_unix_nano) / 1e9
    assert took == pytest.approx(1.5)
    assert said(found[1]) == {"pillars.job": "protect", "pillars.ended": "failed"}
