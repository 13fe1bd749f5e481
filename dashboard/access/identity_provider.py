"""Signing in with an organization's own account, by OpenID Connect with PKCE."""

import logging
from typing import Any
from urllib.parse import urlencode

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from dash import html
from dash.development.base_component import Component
from flask import Flask, current_app, session, url_for
from joserfc.errors import JoseError
from requests.exceptions import RequestException
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.arrivals import begin, named_language
from dashboard.access.journal import journal
from dashboard.access.plain_pages import address_at, address_of, answer
from dashboard.access.reader import accounts
from dashboard.access.roles import Account
from dashboard.access.settling import settle
from dashboard.addresses import Address
from dashboard.services import services
from dashboard.text import Words
from metrics import AuditAction, Settings

log = logging.getLogger(__name__)
START, BACK = "/sign-in/other", "/sign-in/other/back"
NOT_CONFIRMED = (
    AuthlibBaseError, JoseError, RequestException, KeyError, ValueError, RuntimeError, TypeError
)  # fmt: skip


def add_identity_provider(server: Flask, settings: Settings) -> None:
    """Let a provider's accounts sign in, where one is set."""
    if not settings.oidc_issuer:
        return
    secret = settings.oidc_client_secret
    provider = OAuth(server).register(
        "provider",
        client_id=settings.oidc_client_id,
        client_secret=secret.get_secret_value() if secret else None,
        server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email",
            "code_challenge_method": "S256",
            "timeout": 10,
            "allow_redirects": False,
        },
    )
    server.extensions["identity_provider"] = provider
    server.add_url_rule(START, "sign_in_other", _start, methods=["GET"])
    server.add_url_rule(BACK, "sign_in_other_back", _back, methods=["GET"])


def way_in(address: Address, words: Words) -> list[Component]:
    """The link to the provider, where there is one."""
    if "identity_provider" not in current_app.extensions:
        return []
    there = address.to(START, lang=named_language(address))
    return [html.P(html.A(words("sign_in.other"), href=there, className="btn"))]


def _provider() -> Any:  # authlib has no types
    return current_app.extensions["identity_provider"]


def _start() -> AnyResponse:
    address = address_of()
    session["came"] = urlencode({**address.state, "lang": named_language(address) or ""})
    try:
        found: AnyResponse = _provider().authorize_redirect(
            url_for("sign_in_other_back", _external=True)
        )
    except NOT_CONFIRMED as error:
        return _refused(error, address)
    return found


def _back() -> AnyResponse:
    # The provider knows one address of ours: language and framework are kept here meanwhile.
    address = address_at(BACK, str(session.get("came", "")))
    try:
        token = _provider().authorize_access_token()
        account, proven = _account(token["userinfo"]), _has_two_factors(token["userinfo"])
    except NOT_CONFIRMED as error:
        return _refused(error, address)
    return begin(account, address, proven=proven) if account else _refused(None, address)


def _has_two_factors(told: dict[str, Any]) -> bool:
    """Whether the provider says, in words that are set, that it has asked for a second factor.

    Silence proves nothing: then a code of our own is asked of whoever needs one.
    """
    said = [*(told.get("amr") or ()), told.get("acr")]
    return not services().settings.second_factor_words.isdisjoint(map(str, said))


def _account(told: dict[str, Any]) -> Account | None:
    """The account that is linked to this person; an address counts only where it is verified."""
    issuer, subject = str(told["iss"]), str(told["sub"])
    name = str(told.get("email", "")) if told.get("email_verified") is True else ""
    settle()
    return accounts().bind(issuer, subject, name)


def _refused(error: Exception | None, address: Address) -> AnyResponse:
    if error:
        log.warning("identity provider: %s", type(error).__name__)
    journal(AuditAction.SIGN_IN_FAILED, "sign-in", "provider")
    words = Words(address.language)
    return answer(
        address,
        words("sign_in.title"),
        html.P(words("sign_in.other_failed"), className="lead", role="alert"),
        html.P(html.A(words("sign_in.link"), href=address.to("/sign-in"))),
        status=403,
    )
