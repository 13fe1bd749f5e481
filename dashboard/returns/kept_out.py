"""What the audit log learns of a file that was refused for what it tells of people."""

from ingest import Finding
from metrics import AuditAction, MetricsStore, code_of, object_of

_LONGEST_CODE = 64  # of a detail in the audit log


def note_personal_data(
    store: MetricsStore, actor: str, draft: str, found: list[Finding], organization: str
) -> None:
    """Which kinds at which cells a refused file held; nothing of what stood there."""
    kinds = dict.fromkeys(one.rule.partition(":")[2] for one in found)
    cells = dict.fromkeys(one.cell for one in found if one.cell)
    detail: dict[str, str | int] = {"findings": len(found), "organization": code_of(organization)}
    detail["kinds"] = _joined(dict.fromkeys(sorted(kinds)))
    if cells:
        detail["cells"] = _joined(cells)
    store.note(actor, AuditAction.PERSONAL_DATA_REFUSED, object_of("draft", draft), **detail)


def _joined(codes: dict[str, None]) -> str:
    """As many codes as the log takes in one detail."""
    told = ""
    for one in codes:
        longer = f"{told}/{one}" if told else one
        if len(longer) > _LONGEST_CODE:
            break
        told = longer
    return code_of(told)
