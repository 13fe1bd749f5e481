"""Scopes: whose values a reader may see. What is not granted is not there.

A publisher's value is public when it is free to publish and its day of publication has come. A
partner's is its own and the office's. A scope is part of every question, so that what lies outside
it takes no part in any answer: not in a count, not in the number of a revision, not in a word.
"""

from typing import NamedTuple

from metrics.observations import Confidentiality, Observation

PUBLISHER = ""  # the organization of a value that its publisher itself made known


class Scope(NamedTuple):
    """Whose values, and how confidential a publisher's value may be.

    `organizations` are seen whole, whatever is free to publish; None stands for every one. Of
    those in `approved_of` only what the office has approved is seen, likewise.
    Publishers' values are seen in every scope, as far as `confidentialities` go.
    """

    organizations: frozenset[str] | None
    confidentialities: frozenset[Confidentiality]
    approved_of: frozenset[str] | None = frozenset()

    @property
    def sees_ahead(self) -> bool:
        """Until its day a publication is under embargo: who may see an embargo sees it before."""
        return Confidentiality.EMBARGO in self.confidentialities

    @property
    def of_publishers(self) -> "Scope":
        """The same, of publishers' values alone: they speak for an indicator."""
        return self._replace(organizations=frozenset(), approved_of=frozenset())

    def covers(self, one: Observation) -> bool:
        """Whether the value may be seen, once it is published."""
        if one.organization == PUBLISHER:
            return one.confidentiality in self.confidentialities
        if self.sees_whole(one.organization):
            return True
        approved = one.confidentiality is Confidentiality.FREE
        return approved and (self.approved_of is None or one.organization in self.approved_of)

    def sees_whole(self, organization: str) -> bool:
        """Whether also what an organization has sent and nobody has approved is seen."""
        return self.organizations is None or organization in self.organizations

    @property
    def sees_partners(self) -> bool:
        """Whether any organization's values are seen at all."""
        return self.organizations != frozenset() or self.approved_of != frozenset()


PUBLIC = Scope(frozenset(), frozenset({Confidentiality.FREE}))
OFFICE = Scope(None, frozenset(Confidentiality))

# before its day, what will be published: for those who prepare decisions with it
OFFICIAL = PUBLIC._replace(
    confidentialities=frozenset({Confidentiality.FREE, Confidentiality.EMBARGO})
)


# what the office has approved of every organization, beside what is public: what can be released
APPROVED = PUBLIC._replace(approved_of=None)


def of_partner(organization: str) -> Scope:
    """What is public, and besides all of one's own; no organization has nothing of its own."""
    return PUBLIC._replace(organizations=frozenset({organization} - {PUBLISHER}))
