"""Example data cannot pass for real ones, nor the reverse: not by one file taken away or added."""

import shutil

import pytest

from metrics import Catalogue, DefinitionError, MetricsStore, Settings, StoreError
from metrics.settings import PROJECT

EXAMPLE = PROJECT / "data" / "example"


@pytest.fixture
def copied(tmp_path):
    return shutil.copytree(EXAMPLE, tmp_path / "data")


def test_example_data_without_their_notice_are_refused(copied):
    (copied / "example.toml").unlink()
    with pytest.raises(DefinitionError) as refused:
        Catalogue.read(copied)
    assert len(refused.value.faults) == 5  # four sources and a framework
    assert "made-up figures stand in a data folder of their own" in refused.value.faults[0]


@pytest.mark.parametrize(
    "file", ["sources/example-yearly/source.toml", "frameworks/example-strategy/framework.toml"]
)
def test_a_part_that_does_not_say_so_is_refused(copied, file):
    path = copied / file
    path.write_text(path.read_text(encoding="utf-8").partition("\n")[2], encoding="utf-8")
    with pytest.raises(DefinitionError) as refused:
        Catalogue.read(copied)
    assert list(refused.value.faults) == [
        f"{file}: lies in a folder of example data: say `example = true` in it"
    ]


def test_real_declarations_do_not_read_a_store_of_example_data(tmp_path):
    url = f"sqlite:///{tmp_path / 'example.sqlite'}"
    example = Settings(data=EXAMPLE, database_url=url, framework="example-strategy")
    store = MetricsStore.open(example)
    with store._repository.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE nature SET example = 1")
    store.close()
    with pytest.raises(StoreError, match="Real figures cannot enter a store of example data"):
        MetricsStore.open(Settings(database_url=url), make=False)
    MetricsStore.open(example, make=False).close()
