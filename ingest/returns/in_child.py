"""A partner's file checked in a limited process: what a stranger sent is opened nowhere else."""

from ingest import sandbox
from ingest.progress import Told
from ingest.returns.context import Checked, Context
from ingest.returns.passing import checked_from_json, context_to_json


def check_in_child(
    content: bytes, file: str, context: Context, told: Told | None = None
) -> Checked:
    """What `ingest.returns.check` finds; ReadError where the process does not end well.

    `told` hears how far it has come.
    """
    asked = {"file": file, "context": context_to_json(context)}
    answer = sandbox.run("check", content, asked, context.limits, told)
    return checked_from_json(answer.found)
