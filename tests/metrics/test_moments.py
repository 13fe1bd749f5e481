"""Moments as people write them."""

from datetime import UTC, datetime, time

import pytest

from metrics import MetricsError, read_instant

END = datetime.combine(datetime(2026, 11, 22), time.max, UTC)  # noqa: DTZ001


@pytest.mark.parametrize("text", ["2026-11-22", "20261122", "2026-W47-7"])
def test_a_day_means_its_end_however_it_is_spelled(text):
    assert read_instant(text) == END


def test_an_instant_is_put_in_utc():
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert read_instant("2026-11-22T12:00:00Z") == noon
    assert read_instant("2026-11-22T12:00:00") == noon
    assert read_instant("2026-11-22T07:00:00-05:00") == noon


@pytest.mark.parametrize(
    "text",
    ["now", "", "2026-13-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"],
)
def test_what_is_no_instant_is_refused_in_words(text):
    with pytest.raises(MetricsError, match=r"is not an instant: write 2024-05-31"):
        read_instant(text)
