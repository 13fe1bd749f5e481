"""A provider of identities on loopback: discovery, keys, and codes that are good once."""

import json
from base64 import urlsafe_b64encode
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import time
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}, private=True)
CLIENT, SECRET = "pillars", "told once"


class Provider:
    """What the provider says of whoever comes, and what it was asked."""

    def __init__(self, address):
        self.address = address
        self.asked = {}  # of the last visit: state, nonce, challenge
        self.told = {"sub": "person-1", "email": "editor@example.ca", "email_verified": True}
        self.changes = {}  # of the signed token: a wrong issuer, nonce or audience

    def visit(self, location):
        """Sign in there, as the browser would; the address that it is sent back to."""
        query = {key: one[0] for key, one in parse_qs(urlsplit(location).query).items()}
        self.asked = query
        back = urlsplit(query["redirect_uri"])
        return f"{back.path}?code=once&state={query['state']}"

    def token(self, form):
        verifier = form.get("code_verifier", [""])[0]
        challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        if form.get("code") != ["once"] or challenge != self.asked.get("code_challenge"):
            return None
        claims = {"iss": self.address, "aud": CLIENT, "iat": int(time()), "exp": int(time()) + 60,
                  "nonce": self.asked["nonce"], **self.told, **self.changes}  # fmt: skip
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims, KEY)
        return {"access_token": "x", "token_type": "Bearer", "id_token": signed}


@contextmanager
def provider():
    """Runs while it is needed, on a port of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    server.provider = Provider(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield server.provider
    server.shutdown()
    server.server_close()
    thread.join()


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        known = self.server.provider.address
        documents = {
            "/.well-known/openid-configuration": {
                "issuer": known,
                "authorization_endpoint": f"{known}/authorize",
                "token_endpoint": f"{known}/token",
                "jwks_uri": f"{known}/keys",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
            },
            "/keys": {"keys": [KEY.as_dict(private=False)]},
        }
        self._answer(documents.get(self.path))

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._answer(self.server.provider.token(parse_qs(body)))

    def _answer(self, document):
        body = json.dumps(document or {"error": "invalid_grant"}).encode()
        self.send_response(200 if document else 400)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""
