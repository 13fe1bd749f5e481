"""Organizations that publications name, as data/reference/organizations.toml says.

One is declared only where awards alone do not tell which organization is meant: where one amount
is for several, or where two publications write one name differently. Who sends returns is another
matter: see `metrics.partners`.
"""

from collections.abc import Collection, Iterator, Mapping

from pydantic import Field

from metrics.declared import Declared, Slug
from metrics.errors import dangling
from metrics.languages import Text

RECIPIENT = "recipient"  # the dimension of what was awarded to whom


class Organization(Declared):
    """`recipients` are the members as which awards name it: alone, or together with others.

    `actions` are those that it takes part in, each "<source>/<action>"; those that name it as the
    body behind them need no mention.
    """

    id: Slug
    title: Text
    recipients: tuple[Slug, ...] = Field(min_length=1)
    actions: tuple[str, ...] = ()


def recipient_faults(
    organizations: Mapping[str, Organization], known: Collection[str]
) -> Iterator[str]:
    """Organizations named as recipients that no award can name.

    The lists of reference serve any data folder: without a source of awards none is at fault.
    """
    for one in organizations.values() if known else ():
        place = f"reference/organizations.toml [{one.id}]"
        yield from dangling(place, "recipient", one.recipients, known)
