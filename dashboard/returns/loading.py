"""A load of published figures as a job: asked for on one host, run by one worker of any."""

from contextlib import closing

from ingest import load_source
from metrics import Catalogue, MetricsError, MetricsStore, Settings


def load(settings: Settings, source: str) -> None:
    """Load a source of this host's data/; MetricsError where its files cannot be taken."""
    catalogue = Catalogue.read(settings.data)
    folder = settings.data / "sources" / catalogue.source(source).id
    with closing(MetricsStore.open(settings, catalogue)) as store:
        report = load_source(folder, catalogue, store)
    if report.refused:
        raise MetricsError(*report.findings[0].message)
