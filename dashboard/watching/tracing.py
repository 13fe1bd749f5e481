"""Each request and each job as a span of OpenTelemetry, where a collector is named: no value.

A span says which route answered how, in which language and to which role; no address, figure,
account or word of a fault is in it. The packages are not among those that `make run` installs.
"""

import time
from collections.abc import Mapping
from typing import Any, NamedTuple

from dashboard.returns.crew import Ended, Ran
from dashboard.text import both
from dashboard.watching.counted import Answered
from metrics import MetricsError, Settings

PATH = "/v1/traces"
PARENT = "traceparent"  # of the W3C, taken from a named proxy alone
SERVICE = "pillars"
FAULTY = 500


class Request(NamedTuple):
    """What is told of a request besides how it was answered."""

    number: str
    role: str
    parent: str = ""  # the caller's own span


class Traces:
    """Where spans go; each is made when its request has been answered."""

    def __init__(self, provider: Any) -> None:  # opentelemetry's own: it may not be installed
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        self.provider = provider
        self._tracer = provider.get_tracer(SERVICE)
        self._read = TraceContextTextMapPropagator().extract

    def tell(self, one: Answered, asked: Request) -> str:
        """Make its span; the number of the trace that it belongs to."""
        from opentelemetry.trace import SpanKind, StatusCode

        ended = time.time_ns()
        span = self._tracer.start_span(
            f"{one.method} {one.page or one.route}",
            context=self._read({PARENT: asked.parent}) if asked.parent else None,
            kind=SpanKind.SERVER,
            attributes=_attributes(one, asked),
            start_time=ended - int(one.seconds * 1e9),
        )
        if one.status >= FAULTY:
            span.set_status(StatusCode.ERROR)
        span.end(ended)
        return f"{span.get_span_context().trace_id:032x}"

    def tell_job(self, one: Ran) -> None:
        """The same of a turn of a job: of which kind it was, and how it ended."""
        from opentelemetry.trace import SpanKind, StatusCode

        ended = time.time_ns()
        span = self._tracer.start_span(
            f"job {one.kind}",
            kind=SpanKind.CONSUMER,
            attributes={"pillars.job": one.kind, "pillars.ended": one.ended.value},
            start_time=ended - int(one.seconds * 1e9),
        )
        if one.ended is Ended.FAILED:
            span.set_status(StatusCode.ERROR)
        span.end(ended)


def traces_of(settings: Settings) -> Traces | None:
    """None where no collector is named; MetricsError where its packages are not installed."""
    if not settings.telemetry_url:
        return None
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as error:
        raise MetricsError(*both("watch.no_telemetry")) from error
    provider = TracerProvider(resource=Resource({"service.name": SERVICE}))
    exporter = OTLPSpanExporter(endpoint=f"{settings.telemetry_url.rstrip('/')}{PATH}")
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return Traces(provider)


def _attributes(one: Answered, asked: Request) -> Mapping[str, str | int]:
    return {
        "http.request.method": one.method,
        "http.route": one.page or one.route,
        "http.response.status_code": one.status,
        "pillars.language": one.language,
        "pillars.role": asked.role,
        "pillars.request_id": asked.number,
    }
