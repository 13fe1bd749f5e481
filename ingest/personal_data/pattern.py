"""One pattern, and what several are made of."""

import re
from collections.abc import Callable
from typing import NamedTuple

from ingest.personal_data.kinds import Kind

Found = re.Match[str]
Check = Callable[[Found], bool]


class Pattern(NamedTuple):
    kind: Kind
    expression: re.Pattern[str]
    holds: Check
    bare: bool = False  # a number without a label: an order number may look the same


def always(_: Found) -> bool:
    return True


def compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|janv|f[ée]vr?|mars|avr|mai|juin|juil|"
    r"ao[uû]t|sept|d[ée]c)[a-zéû]*\.?"
)
DATE = (
    r"(?:\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ](?:\d{4}|\d{2})|"
    rf"\d{{1,2}}(?:st|nd|rd|th|er)?[ -](?:of )?{_MONTH}[ -],?\s?\d{{2,4}}|"
    rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{2,4}}|(?:19|20)\d{{6}}|\d{{6}})(?!\d)"
)
NO = r"(?:(?:no|num|number|nbr|n[o°º]|num[ée]ro|id|ref|reference|card|carte)\b\.?|n°|nº|#)"
IS = r"(?: ?(?:is|was|est|:|=|#|-|–))*\s{0,4}"
BEFORE = r"(?<![0-9A-Za-z])(?<!\d[-.,/])"
