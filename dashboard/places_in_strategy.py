"""Where a strategy has an indicator: its pillar, and its level in the chain of results."""

from dashboard.addresses import Address
from dashboard.services import services
from dashboard.text import Words
from metrics import Indicator, Pillar


def pillar_of(indicator: Indicator, address: Address) -> Pillar | None:
    framework = services().catalogue.framework(address.framework)
    return next((one for one in framework.pillars if indicator.id in one.indicators), None)


def level_of(indicator: Indicator, address: Address, words: Words) -> str:
    """Its level in words; what a strategy lists as context alone is no result of it."""
    pillar = pillar_of(indicator, address)
    if pillar and pillar.context:
        return words.text(pillar.title)
    return words(f"shared.level_{indicator.level}")
