"""The task of the child process that proposes how a partner's own layout is read."""

from collections.abc import Mapping
from typing import Any

from ingest import sandbox
from ingest.book import read_book
from ingest.gate import admit
from ingest.returns.context import Context
from ingest.returns.passing import context_from_json, context_to_json
from ingest.returns.profile_model import Profile
from ingest.returns.profile_suggestions import suggest

AT_MOST = 20  # seconds: somebody waits for the page


def run(content: bytes, asked: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """A file's bytes, a form and a context as JSON; the profile that is proposed."""
    context = context_from_json(asked["context"])
    kind = admit(content, str(asked["file"]), context.limits)
    book = read_book(content, str(asked["file"]), kind, context.limits)
    found = suggest(book, context.catalogue.returns[str(asked["form"])], context.catalogue)
    return {"profile": found.model_dump(mode="json", exclude_unset=True)}, b""


def suggest_in_child(content: bytes, file: str, form: str, context: Context) -> Profile:
    """A profile proposed for a file; ReadError where the process does not end well."""
    limits = context.limits._replace(seconds=AT_MOST)
    asked = {"file": file, "form": form, "context": context_to_json(context)}
    answer = sandbox.run("suggest", content, asked, limits)
    return Profile.model_validate(answer.found["profile"])
