import sys
from collections.abc import Iterator

import pytest

from dashboard import command
from metrics import PUBLIC
from tests.releases.release_desk import Desk, desk


@pytest.fixture
def house(tmp_path) -> Iterator[Desk]:
    with desk(tmp_path) as found:
        yield found


@pytest.fixture
def released_house(tmp_path) -> Iterator[Desk]:
    """With a release that has been out for a minute; `begun` is its code."""
    with desk(tmp_path, Desk.released) as found:
        yield found


@pytest.fixture
def reader(monkeypatch, capsys):
    """Run a reading command of an installation as the public: its exit code, all that it wrote."""

    def ran(house, *arguments: str) -> tuple[int, str, str]:
        held, printing = house.services, "dashboard.printing"
        monkeypatch.setattr(f"{printing}.OFFICE", PUBLIC)
        monkeypatch.setattr(f"{printing}.Settings", lambda: held.settings)
        monkeypatch.setattr(f"{printing}.Catalogue.read", lambda _: held.catalogue)
        monkeypatch.setattr(f"{printing}.MetricsStore.open", lambda *_, **__: held.store)
        monkeypatch.setattr(sys, "argv", ["pillars", *arguments])
        with pytest.raises(SystemExit) as stopped:
            command.main()
        told = capsys.readouterr()
        code = getattr(house, "code", "")
        said = [one.replace(code, "CODE") if code else one for one in told]
        return int(stopped.value.code or 0), *said

    return ran
