"""What tells one line of an indicator from another, as an address asks for it."""

from metrics import HeldObservation, SeriesLine

IN_RELEASE = "release-"  # how a figure's release stands in the place of its file
RELEASED = "yes"  # how an address asks for what was released, where a total stands beside it


def cell_of(line: SeriesLine) -> dict[str, str]:
    return {
        "series": line.key,
        "place": line.place,
        "disaggregation": line.disaggregation,
        "partner": line.organization,  # whoever asks, none is told of that sends nothing here
        "released": RELEASED if any(map(is_released, line.values)) else "",
    }


def is_released(held: HeldObservation) -> bool:
    """Whether it is a figure of a release: beside it the office sees the total it was made of."""
    return bool(held.released_at) and not held.is_unreleased


def release_of(held: HeldObservation) -> str:
    """The code of the release that a figure came out with; empty for all else."""
    return held.observation.location.file.removeprefix(IN_RELEASE) if is_released(held) else ""


def same_line(one: SeriesLine, other: SeriesLine) -> bool:
    """Whether two are the same line: series, place, breakdown and how often."""
    return cell_of(one) == cell_of(other) and one.frequency == other.frequency
