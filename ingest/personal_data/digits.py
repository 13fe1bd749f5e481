"""Numbers that identify: what their digits say by themselves."""

import re
from itertools import chain

from stdnum import luhn
from stdnum.ca import sin

from ingest.personal_data.kinds import Kind

_CANADA = (
    "204 226 236 249 250 257 263 289 306 343 354 365 367 368 382 403 416 418 428 431 437 438 450 "
    "460 468 474 506 514 519 548 579 581 584 587 600 604 613 639 647 672 683 705 709 742 753 778 "
    "780 782 807 819 825 867 873 879 902 905 942"
)
_TOLL_FREE = "800 833 844 855 866 877 888"
AREAS = frozenset(chain(_CANADA.split(), _TOLL_FREE.split()))

SMALLEST, LARGEST = 10**8, 2 * 10**10  # 9 to 11 digits: no other number is looked at


def is_social_insurance(digits: str) -> bool:
    """Nine digits that the last one checks.

    None issued begins with 0, but those that are made up for papers do: they are refused too.
    """
    if len(digits) != 9 or len(set(digits)) == 1:
        return False
    return sin.is_valid(digits) or (digits[0] == "0" and luhn.is_valid(digits))


def is_health_number(digits: str) -> bool:
    """Ten digits of Ontario that the last one checks."""
    return len(digits) == 10 and digits[0] != "0" and luhn.is_valid(digits)


_CARDS = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]\d\d|22[2-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}|"
    r"3[47]\d{13}|(?:6011|65\d\d|64[4-9]\d|62\d\d|35[2-8]\d)\d{12}|3(?:0[0-5]|[68]\d)\d{11}"
)
SMALLEST_CARD, LARGEST_CARD = 10**12, 10**16  # a spreadsheet keeps 15 digits of a larger number


def is_payment_card(digits: str) -> bool:
    """A number as the issuers of cards give it, which its last digit checks."""
    return _CARDS.fullmatch(digits) is not None and luhn.is_valid(digits)


def is_telephone(digits: str, written_as_one: bool = False) -> bool:
    """A North American number; without any separator its area code must be one of Canada."""
    if len(digits) == 11 and digits[0] == "1":
        digits = digits[1:]
    if len(digits) != 10 or digits[0] in "01" or digits[3] in "01":
        return False
    return digits[:3] in AREAS if written_as_one else True


_YEARS = re.compile(r"(?:19|20)\d\d\D*(?:(?:19|20)\d\d|\d\d(?!\d))?\D*")


def are_years(words: str) -> bool:
    """`2024`, `2024-25`, `2024-2025`: a period, not a number of anything."""
    return _YEARS.fullmatch(words.strip()) is not None


def only_digits(words: str) -> str:
    return "".join(one for one in words if one.isdigit())


def _sums(doubled: int) -> tuple[int, ...]:
    """What three digits add to the check sum; `doubled` says whether the last one is doubled."""
    return tuple(
        sum(
            divmod(digit * 2, 10)[0] + digit * 2 % 10 if (at + doubled) % 2 else digit
            for at, digit in enumerate((three % 10, three // 10 % 10, three // 100))
        )
        for three in range(1000)
    )


_PLAIN, _DOUBLED = _sums(0), _sums(1)
_AREA_NUMBERS = frozenset(map(int, AREAS))


def number_kinds(number: int) -> tuple[Kind, ...]:
    """What a number cell may be, by arithmetic alone: nearly all are nothing."""
    if number >= SMALLEST_CARD:
        return (Kind.PAYMENT_CARD,) if is_payment_card(str(number)) else ()
    if number >= 10**10:
        return (Kind.TELEPHONE,) if _is_dialled(number - 10**10) else ()
    last, middle, first = number % 1000, number // 1000 % 1000, number // 10**6
    total = _PLAIN[last] + _DOUBLED[middle] + _PLAIN[first % 1000] + _DOUBLED[first // 1000]
    if number < 10**9:
        return (Kind.SOCIAL_INSURANCE,) if total % 10 == 0 and first // 100 != 8 else ()
    kinds = (Kind.TELEPHONE,) if _is_dialled(number) else ()
    return (*kinds, Kind.HEALTH_NUMBER) if total % 10 == 0 else kinds


def _is_dialled(number: int) -> bool:
    return number // 10**7 in _AREA_NUMBERS and number // 10**4 % 1000 >= 200
