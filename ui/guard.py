"""What stands between the network and the page: who may call it, from where, and what a browser may do with it.

Gradio answers to any ``Host`` and believes it when it decides whom to trust, so a web site that points its own name at
127.0.0.1 could talk to the page. Everything is therefore checked here, before Gradio sees it.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
ANY_ADDRESS = frozenset({"0.0.0.0", "::"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FRIENDLY_SITES = frozenset({"same-origin", "none"})

CLOSED_PATHS = (
    "/gradio_api/info",
    "/gradio_api/openapi.json",
    "/openapi.json",
    "/docs",
    "/redoc",
    "/monitoring",
    "/dev",
)
"""Descriptions of the interface and developers' doors that the page itself does not need."""

UPLOAD_PATH = "/gradio_api/upload"
BODY_LIMIT = 1_000_000
"""Most bytes of a request other than an upload; the page's own are below 20,000."""

CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        # Gradio writes its configuration inline and compiles the scripts of its HTML areas in the browser.
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", CONTENT_POLICY.encode()),
    (b"x-frame-options", b"DENY"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not passed on: an HTTP status and one short sentence."""

    status: int
    sentence: str


@dataclass(frozen=True, slots=True)
class GuardPolicy:
    """Whom the page answers to. ``names`` are host names without port, lower case.

    ``any_address`` also admits IP addresses in ``Host``: a foreign site can lend us its name, never its address.
    """

    names: frozenset[str] = LOOPBACK_NAMES
    any_address: bool = False
    body_limit: int = BODY_LIMIT
    closed: tuple[str, ...] = field(default=CLOSED_PATHS)

    @classmethod
    def for_host(cls, host: str) -> GuardPolicy:
        """Return the policy of a page bound to `host`."""
        bound = host.strip("[]").lower()
        if bound in LOOPBACK_NAMES or bound.startswith("127."):
            return cls(LOOPBACK_NAMES | {bound})
        own = {socket.gethostname().lower(), socket.getfqdn().lower()}
        return cls(LOOPBACK_NAMES | own | ({bound} - ANY_ADDRESS), any_address=bound in ANY_ADDRESS)

    def refuse(self, scope: Scope) -> Refusal | None:
        """Return why the request is refused, or None when it may pass."""
        headers = _headers(scope)
        if len(headers.get(b"host", [])) != 1 or not self.knows(_name_of(headers[b"host"][0].decode("latin-1"))):
            return Refusal(421, "This page is not served under that name.")
        path = scope["path"].rstrip("/")
        if any(path == closed or path.startswith(closed + "/") for closed in self.closed):
            return Refusal(404, "Not found.")
        if not self._is_own(scope, headers):
            return Refusal(403, "Requests from other sites are not accepted.")
        length = headers.get(b"content-length", [b"0"])[-1]
        if path != UPLOAD_PATH and (not length.isdigit() or int(length) > self.body_limit):
            return Refusal(413, "The request is too large.")
        return None

    def knows(self, name: str) -> bool:
        """Say whether `name` is one of ours."""
        return name in self.names or (self.any_address and _is_address(name))

    def _is_own(self, scope: Scope, headers: dict[bytes, list[bytes]]) -> bool:
        sites = {site.decode("latin-1") for site in headers.get(b"sec-fetch-site", [])}
        modes = headers.get(b"sec-fetch-mode", [])
        safe = scope["method"] in SAFE_METHODS
        followed = safe and modes == [b"navigate"]  # a link or a bookmark may lead here
        if not sites <= FRIENDLY_SITES and not followed:
            return False
        host = headers[b"host"][0].decode("latin-1").lower()
        return all(urlsplit(origin.decode("latin-1").lower()).netloc == host for origin in headers.get(b"origin", []))


class Guard:
    """ASGI middleware that applies a `GuardPolicy` and adds the security headers to every response."""

    def __init__(self, app: App, policy: GuardPolicy) -> None:
        self._app = app
        self._policy = policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it with a refusal."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # the page needs no web sockets
        guarded = _with_headers(send)
        refusal = self._policy.refuse(scope)
        if refusal is not None:
            await _answer(guarded, refusal)
            return
        upload = scope["path"].rstrip("/") == UPLOAD_PATH
        await self._app(scope, receive if upload else _counted(receive, self._policy.body_limit), guarded)


def _headers(scope: Scope) -> dict[bytes, list[bytes]]:
    found: dict[bytes, list[bytes]] = {}
    pairs: Iterable[tuple[bytes, bytes]] = scope["headers"]
    for name, value in pairs:
        found.setdefault(name.lower(), []).append(value)
    return found


def _name_of(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            ours = {name for name, _ in HEADERS}
            kept = [pair for pair in message.get("headers", []) if pair[0].lower() not in ours]
            message = {**message, "headers": [*kept, *HEADERS]}
        await send(message)

    return sending


def _counted(receive: Receive, limit: int) -> Receive:
    """Return `receive` that ends a body which grows beyond `limit` bytes as if the caller had gone."""
    taken = 0

    async def receiving() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return message if taken <= limit else {"type": "http.disconnect"}

    return receiving


async def _answer(send: Send, refusal: Refusal) -> None:
    body = refusal.sentence.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
