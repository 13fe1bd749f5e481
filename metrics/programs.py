"""Programs: what is delivered under a name of its own, as data/reference/programs.toml says.

A program joins what other files hold: series that tell of its money and its outputs, awards made
by it, and its initiatives. It adds no figure to them.
"""

from collections.abc import Collection, Iterator, Mapping

from metrics.declared import Declared, Slug
from metrics.errors import dangling
from metrics.languages import Text

FUND = "fund"  # the dimension of what an award was made by


class Program(Declared):
    """Series are "<source>/<series>", actions "<source>/<action>", `source` a document.

    Of money `together` holds what was published for this program and others as one amount. An
    award is the program's where its series has no fund, or one of these `funds`.
    """

    id: Slug
    title: Text
    about: Text
    delivered_by: Text
    source: str
    offered: tuple[str, ...] = ()
    awarded: tuple[str, ...] = ()
    paid: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    awards: tuple[str, ...] = ()
    funds: tuple[Slug, ...] = ()
    outputs: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()

    @property
    def money(self) -> tuple[str, ...]:
        """The series of its money at every stage, those of several programs at once included."""
        return (*self.offered, *self.awarded, *self.paid, *self.together)

    @property
    def own(self) -> tuple[str, ...]:
        """The series that speak of this program alone."""
        return (*self.offered, *self.awarded, *self.paid, *self.awards, *self.outputs)


def program_faults(
    programs: Mapping[str, Program],
    sources: Collection[str],
    series: Collection[str],
    documents: Collection[str],
) -> Iterator[str]:
    """Programs that name a series or a document that no file declares.

    The lists of reference serve any data folder: what is of a source that is not there is no fault.
    """
    for one in programs.values():
        place, named = f"reference/programs.toml [{one.id}]", (*one.own, *one.together)
        kept = dict.fromkeys(key for key in named if key.partition("/")[0] in sources)
        yield from dangling(place, "series", kept, series)
        source = [one.source] if one.source.partition("/")[0] in sources else []
        yield from dangling(place, "document", source, documents)
