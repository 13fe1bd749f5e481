"""What a column is about: a number in a column of amounts or codes is no telephone."""

from bisect import bisect_left
from functools import cached_property

from ingest.book import BookSheet
from ingest.personal_data.kinds import Kind
from ingest.personal_data.listed import listed
from ingest.personal_data.normal import folded

# Columns of amounts, codes of statistics, orders and documents.
_VALUES = frozenset(
    listed(
        """
amount amounts montant montants dollars cad budget budgets funding financement spend
spending spent expenditure expenditures depense depenses revenue revenues revenu cost costs
cout couts price prix grant grants subvention subventions order orders commande commandes
invoice facture document catalogue isbn issn contract contrat agreement entente vendor
fournisseur charity bienfaisance bn neq geo uid dguid naics scian cma rmr csd sdr cansim
vector vecteur population coordinate coordonnee amounts paid paye allocation allocations
value valeur valeurs values balance solde total totals totaux $ transaction barcode sku upc
timestamp tracking waybill shipment parcel suivi colis views impressions vues savings
 salaires salaries committed engaged fund fonds
"""
    )
)
# Columns of people, whatever else their headings say.
_PEOPLE = frozenset(
    listed(
        """
phone telephone tel cell cellulaire mobile fax contact sin nas social health sante ohip
client cliente clients survivor survivante victim victime patient patiente participant
participante person personne name nom caller call courriel email id
"""
    )
)


# Columns of codes, which may look like telephone numbers without their area code.
_CODES = frozenset(
    listed("code codes reference references ref refs table tableau program programme item article")
)


class Neutral:
    """Headings over a cell and the label of its row, looked up only where a number asks."""

    def __init__(self, sheet: BookSheet, allowed: frozenset[str]) -> None:
        self._sheet = sheet
        self._excepted = {one for one in allowed if "@" in one and one.split("@")[0] in set(Kind)}
        self._seen: dict[str, bool] = {}

    def is_value(self, row: int, column: int) -> bool:
        """Whether a heading over the cell, or the row's label, says amount, order or code."""
        return self._says(_VALUES, row, column)

    def is_code(self, row: int, column: int) -> bool:
        """The same, of a code or an amount."""
        return self._says(_CODES | _VALUES, row, column)

    def _says(self, said: frozenset[str], row: int, column: int) -> bool:
        heads = [self._heading(row, column), self._label(row)]
        words = [set(folded(one).split()) for one in heads if one]
        if any(one & _PEOPLE for one in words):
            return False
        return any(one & said for one in words)

    def is_excepted(self, kind: Kind, row: int, column: int) -> bool:
        """Whether the office lets this kind pass under this heading."""
        if not self._excepted:
            return False
        return f"{kind}@{folded(self._heading(row, column))}" in self._excepted

    def _heading(self, row: int, column: int) -> str:
        texts = self._texts.get(column, [])
        at = bisect_left(texts, (row, "")) - 1
        return texts[at][1] if at >= 0 else ""

    def _label(self, row: int) -> str:
        for column in range(1, 6):
            value = self._sheet.cell(row, column)
            if isinstance(value, str) and any(one.isalpha() for one in value):
                return value[:200]
        return ""

    @cached_property
    def _texts(self) -> dict[int, list[tuple[int, str]]]:
        """By column, the texts with letters in it, as headings are; numbers as texts are not."""
        texts: dict[int, list[tuple[int, str]]] = {}
        for row, cells in self._sheet.iter_rows():
            for column, value in enumerate(cells, 1):
                if isinstance(value, str) and value[:1].isalpha():
                    texts.setdefault(column, []).append((row, str(value)[:200]))
        return texts
