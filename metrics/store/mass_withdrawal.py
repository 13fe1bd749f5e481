"""A load that withdraws much of a source is refused: a file that was cut looks just like that."""

from fractions import Fraction

from metrics.errors import MassWithdrawalError
from metrics.observations import Receipt

FEWEST = 10  # withdrawals that are too few to be told from a publisher's own corrections
SHARE = Fraction(1, 5)  # of what stands; a load that withdraws more is refused


def refuse_mass_withdrawal(receipt: Receipt) -> None:
    """Raise MassWithdrawalError where so much would go; to be asked before anything is written."""
    standing = receipt.changed + receipt.unchanged + receipt.withdrawn
    if receipt.withdrawn >= FEWEST and receipt.withdrawn > SHARE * standing:
        raise MassWithdrawalError(receipt.withdrawn, standing)
