"""A partner's way from a template to a receipt, in both languages; nothing before it confirms."""

import pytest

from metrics import OFFICE
from tests.metrics.digests import figures_digest
from tests.returns.house import A, checked, filled, send


def text_of(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status, answer.get_data(as_text=True)[-2000:]
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_sound_file_goes_from_check_to_receipt(desk_house, lang):
    client, store = desk_house.client("partner a"), desk_house.services.store
    home = text_of(client, f"/returns?lang={lang}")
    assert "2025-Q4" in home
    before = figures_digest(store)
    content = filled()
    draft = checked(client, content, lang=lang)
    page = text_of(client, f"/returns/checks/{draft}?lang={lang}")
    assert {"en": "This return is ready", "fr": "Ce rapport est prêt"}[lang] in page
    changes = text_of(client, f"/returns/checks/{draft}/changes?lang={lang}")
    assert "310" in changes
    assert figures_digest(store) == before
    code = send(client, draft)
    receipt = text_of(client, f"/returns/sent/{code}?lang={lang}")
    assert "Partner A" in receipt
    assert "Partenaire A" in receipt
    assert client.get(f"/returns/sent/{code}.json").json["counts"]["added"] > 10
    assert client.get(f"/returns/sent/{code}/file").data == content
    assert len(store.seen_by(OFFICE).returns.held(organization=A)) == 1
