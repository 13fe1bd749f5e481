"""A primary and its replica, for the tests that only read from both."""

from collections.abc import Iterator

import pytest

from tests.topology.cluster import Cluster


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    made = Cluster()
    try:
        yield made.start()
    finally:
        made.close()
