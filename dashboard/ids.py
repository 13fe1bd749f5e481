"""Component ids, one enumeration a page; values begin with the page's name."""

from enum import StrEnum


class Shell(StrEnum):
    LOCATION = "shell-location"
    PAGE = "shell-page"


class IndicatorPage(StrEnum):
    PLACE = "indicator-place"
    BREAKDOWN = "indicator-breakdown"
    CHOICE = "indicator-choice"
