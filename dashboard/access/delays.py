"""How long to wait after wrong passwords and codes: a delay that grows, and never a lock.

Each try counts twice: narrowly, for one account from one place, and widely. What is counted
widely has longer patience, so that a stranger can hardly keep anybody waiting; a place that has
once been right for an account is exempt from the wide count.
"""

from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import NamedTuple

FORGOTTEN = timedelta(hours=24)  # after the last try that was looked at
PROVEN = timedelta(days=30)  # how long a right password speaks for the place it came from
NETWORK = 64  # a household or an office is given so many bits of IPv6: all of it is one place
HIGHEST = 30  # doublings; more are never reached


class Pace(NamedTuple):
    """So many tries are free; then the wait doubles from one second up to the longest."""

    free: int
    longest: int

    def wait_after(self, failures: int) -> int:
        """Seconds to wait after so many failures."""
        beyond = min(failures - self.free, HIGHEST)
        return 0 if beyond < 0 else min(2**beyond, self.longest)


class Counted(NamedTuple):
    """What a try counts towards, and at which pace each grows."""

    narrow: bytes
    wide: bytes
    narrow_pace: Pace
    wide_pace: Pace


ONE_ACCOUNT = Pace(free=3, longest=900)
ONE_PLACE = Pace(free=20, longest=60)
ONE_SECOND_FACTOR = Pace(free=10, longest=300)


def place_of(address: str) -> str:
    """Where a request comes from: an address of IPv4, a network of IPv6."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        plain = found.ipv4_mapped
        return str(plain or ip_network((found, NETWORK), strict=False))
    return str(found)
