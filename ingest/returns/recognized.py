"""What tells which template a file is, and what it was recognized as."""

from typing import NamedTuple

from ingest.findings import Finding
from ingest.returns.layout import Layout
from metrics import Language, Period, ReturnForm

FORM, VERSION, PARTNER, PERIOD, LANGUAGE, LAYOUT = (
    "pillars-form",
    "pillars-version",
    "pillars-partner",
    "pillars-period",
    "pillars-language",
    "pillars-layout",
)


def fingerprint(layout: Layout) -> dict[str, str]:
    """The custom document properties by which a template is recognized when it comes back."""
    return {
        FORM: layout.form.id,
        VERSION: str(layout.form.version),
        PARTNER: layout.partner,
        PERIOD: layout.period.code,
        LANGUAGE: layout.language.value,
        LAYOUT: layout.digest,
    }


class Recognized(NamedTuple):
    """What the file is; a form or a period is None where nothing tells, and that is told."""

    form: ReturnForm | None
    version: int
    partner: str
    period: Period | None
    language: Language
    findings: tuple[Finding, ...]
    offered: tuple[Period, ...] = ()  # where the period is asked for: what it may be

    @property
    def renamed(self) -> dict[str, str]:
        """What headings and sheets of this and later versions are called now."""
        forms = self.form.renamed.items() if self.form else ()
        later = [names for version, names in forms if int(version) >= self.since]
        return {old: new for names in later for old, new in names.items()}

    @property
    def since(self) -> int:
        """The oldest version that the file may be: any, where it does not say."""
        return self.version if self.has_template else 0

    @property
    def has_template(self) -> bool:
        """Whether the file still says which template it was."""
        return all(one.rule != "no-fingerprint" for one in self.findings)
