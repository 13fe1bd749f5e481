from collections.abc import Iterator

import pytest

from tests.releases.release_desk import Desk, desk


@pytest.fixture
def house(tmp_path) -> Iterator[Desk]:
    with desk(tmp_path) as found:
        yield found
