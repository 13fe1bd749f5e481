"""Returns that wait for the office, sent straight into the store as a check has read them."""

import re
from hashlib import sha256

from flask.testing import FlaskClient

from ingest.returns import Context, check
from metrics import (
    FileRead,
    Language,
    Period,
    Remark,
    ReturnReceipt,
    SentReturn,
    of_partner,
)
from tests.access.house import House, sent
from tests.dashboard.drawn import joined
from tests.ingest.return_forms import SOUND
from tests.returns.house import FORM, LANGUAGES, PERIOD, TODAY, A, catalogue, filled

CLERK = "partner a"
REASON = Remark("Services", "D7", "outlier", "A campaign ran that quarter.")
CODE = re.compile(r"/returns/review/([a-z0-9]{22})")


def waiting(
    house: House, partner: str = A, period: Period = PERIOD, values=SOUND, actor: str = CLERK,
    reasons=(REASON,),
) -> ReturnReceipt:  # fmt: skip
    """A return of a partner, sent by one of its accounts, or by somebody else of the house."""
    content = filled(values, partner, period=period, language=LANGUAGES[partner])
    context = Context(catalogue(), TODAY, LANGUAGES[partner], partner, FORM, period)
    checked = check(content, "return.xlsx", context)
    assert checked.outcome != "reject", checked.findings
    digest = sha256(content).hexdigest()
    one = SentReturn(
        FORM, partner, period, Language.EN, 2, checked.content,
        FileRead("return.xlsx", digest), f"draft-{digest[:12]}", tuple(reasons),
    )  # fmt: skip
    account = house.people[actor]
    store = house.services.store.seen_by(of_partner(partner))
    return store.returns.submit(one, checked.observations, account.id)


def seen_on(client: FlaskClient, page: str) -> str:
    """The mark of what was seen, as the page's form carries it."""
    drawn = client.get(page).get_data(as_text=True)
    found = re.search(r'name="seen"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="seen"', drawn)
    return next((one for one in found.groups() if one), "") if found else ""


def take(client: FlaskClient, code: str, step: str, **fields: str):
    """Open the page of a step and send its form."""
    page = f"/returns/review/{code}/{step}"
    return sent(client, page, page, seen=seen_on(client, page), **fields)


def text_of(client: FlaskClient, address: str, status: int = 200) -> str:
    given = client.get(address)
    assert given.status_code == status, (address, given.status_code)
    # the links to scripts hold the second in which these were installed: any number may be in it
    return joined(re.sub(r"<script src=[^>]*></script>", "", given.get_data(as_text=True)))
