"""A stand-in for Entra ID: an identity provider that speaks OpenID Connect over real HTTP, for tests alone.

It is strict about what a real one checks (client, secret, redirect address, proof key) and keeps what it had to refuse
in `refusals`. Whoever its page is shown to chooses which of its `people` they are.
"""

import base64
import hashlib
import html
import json
import secrets
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, CLIENT_SECRET, KEY_ID = "audit-tool", "a-client-secret", "key-1"


class IdentityProvider(ThreadingHTTPServer):
    """`people`: {name shown: claims}. `address` is the value of OIDC_SERVER_URL."""

    daemon_threads = True

    def __init__(self, people):
        super().__init__(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.people, self.codes, self.tokens, self.refusals = people, {}, {}, []
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def discovery(self):
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def jwks(self):
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**key, "kid": KEY_ID, "alg": "RS256", "use": "sig"}]}

    def choices(self, asked):
        """The page of /authorize: a link back for each of the people, with a code of its own."""
        links = []
        for name in self.people:
            code = secrets.token_urlsafe()
            self.codes[code] = (name, asked)
            back = f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"
            links.append(f'<p><a href="{html.escape(back)}">{html.escape(name)}</a></p>')
        refuse = f"{asked['redirect_uri']}?{urlencode({'error': 'access_denied', 'state': asked['state']})}"
        links.append(f'<p><a href="{html.escape(refuse)}">Cancel</a></p>')
        icon = '<link rel="icon" href="data:,">'
        title = "<title>Stand-in identity provider</title>"
        return f'<!doctype html><html lang="en"><head>{icon}{title}</head><body><h1>Who are you?</h1>{"".join(links)}'

    def redeem(self, sent):
        """The answer of /token, or None where the code may not be redeemed like this. A code is worth one attempt."""
        name, asked = self.codes.pop(sent.get("code"), (None, {}))
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        client = (sent.get("client_id"), sent.get("client_secret"))
        expected = (asked.get("redirect_uri"), asked.get("code_challenge"), (CLIENT_ID, CLIENT_SECRET))
        if name is None or (sent.get("redirect_uri"), proof, client) != expected:
            return None
        token = secrets.token_urlsafe()
        self.tokens[token] = self.people[name]
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT_ID, "iat": now, "exp": now + 300, **self.people[name]}
        id_token = jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": KEY_ID})
        return {"access_token": token, "token_type": "Bearer", "expires_in": 300, "id_token": id_token}


class Handler(BaseHTTPRequestHandler):
    """The five addresses."""

    def do_GET(self):
        address, provider = urlsplit(self.path), self.server
        asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        if address.path == "/.well-known/openid-configuration":
            self.answer(provider.discovery())
        elif address.path == "/jwks":
            self.answer(provider.jwks())
        elif address.path == "/authorize" and self.may_ask(asked):
            self.answer(provider.choices(asked))
        elif address.path == "/userinfo":
            self.answer(provider.tokens.get(self.headers.get("Authorization", "").removeprefix("Bearer ")))
        else:
            self.answer(None)

    def do_POST(self):
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.answer(self.server.redeem({name: values[0] for name, values in sent.items()}))

    def may_ask(self, asked):
        fixed = {"client_id": CLIENT_ID, "response_type": "code", "code_challenge_method": "S256"}
        return fixed.items() <= asked.items() and {"redirect_uri", "state", "code_challenge"} <= asked.keys()

    def answer(self, value):
        """A page where the value is a text, JSON where it is something else; None is refused."""
        if value is None:
            self.server.refusals.append(f"{self.command} {self.path}")
        kind = "text/html" if isinstance(value, str) else "application/json"
        body = (value if isinstance(value, str) else json.dumps(value or {"error": "invalid_request"})).encode()
        self.send_response(400 if value is None else 200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """The tests' output is not the place."""


@contextmanager
def identity_provider(people):
    """An IdentityProvider that answers until the block ends."""
    with IdentityProvider(people) as provider:
        thread = Thread(target=provider.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield provider
        finally:
            provider.shutdown()
            thread.join()
