"""Organizations that publications name, as data/reference/organizations.toml says.

One is declared only where awards alone do not tell which organization is meant: where one amount
is for several, or where two publications write one name differently. Who sends returns is another
matter: see `metrics.partners`.
"""

from pydantic import Field

from metrics.declared import Declared, Slug
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
