"""What stands between the network and the page: who may call it, from where, and what a browser may do with it.

Gradio answers to any ``Host`` and believes it when it decides whom to trust, so a web site that points its own name at
127.0.0.1 could talk to the page. It also opens, or fetches, whatever file a request names in place of an uploaded one.
Everything is therefore checked here, before Gradio sees it.
"""

from __future__ import annotations

import ipaddress
import json
import socket
from collections.abc import Awaitable, Callable, Iterable, Iterator, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

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

API_PATH = "/gradio_api/"
FILE_PATH = "/gradio_api/file="
PROXY_PATH = "/gradio_api/proxy="
"""Gradio looks up the host of an address after ``file=`` and fetches one after ``proxy=``; ours are paths alone."""

UPLOAD_PATH = "/gradio_api/upload"
BODY_LIMIT = 1_000_000
"""Most bytes of a request other than an upload; the page's own are below 20,000."""

TOO_LARGE = "The request is too large."

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
    A request may name files below ``uploads`` and no others; with None it may name none.
    """

    names: frozenset[str] = LOOPBACK_NAMES
    any_address: bool = False
    uploads: Path | None = None
    body_limit: int = BODY_LIMIT
    closed: tuple[str, ...] = field(default=CLOSED_PATHS)

    @classmethod
    def for_host(cls, host: str, *, uploads: Path | None = None) -> GuardPolicy:
        """Return the policy of a page bound to `host` that keeps what is sent to it below `uploads`."""
        bound = host.strip("[]").lower()
        if bound in LOOPBACK_NAMES or bound.startswith("127."):
            return cls(LOOPBACK_NAMES | {bound}, uploads=uploads)
        own = {socket.gethostname().lower()}
        return cls(LOOPBACK_NAMES | own | ({bound} - ANY_ADDRESS), any_address=bound in ANY_ADDRESS, uploads=uploads)

    def refuse(self, scope: Scope) -> Refusal | None:
        """Return why the request is refused, or None when it may pass."""
        headers = _headers(scope)
        if len(headers.get(b"host", [])) != 1 or not self.knows(_name_of(headers[b"host"][0].decode("latin-1"))):
            return Refusal(421, "This page is not served under that name.")
        path = scope["path"].rstrip("/")
        if any(path == closed or path.startswith(closed + "/") for closed in self.closed) or _leads_outside(path):
            return Refusal(404, "Not found.")
        if not self._is_own(scope, headers):
            return Refusal(403, "Requests from other sites are not accepted.")
        length = headers.get(b"content-length", [b"0"])[-1]
        if path != UPLOAD_PATH and (not length.isdigit() or int(length) > self.body_limit):
            return Refusal(413, TOO_LARGE)
        return None

    def refuse_body(self, body: bytes) -> Refusal | None:
        """Return why a request with this body is refused: it is no JSON, or names a file that nobody uploaded."""
        try:
            named = list(_paths_in(json.loads(body)))
        except (ValueError, RecursionError):
            return Refusal(400, "The request cannot be read.")
        if all(self._was_uploaded(path) for path in named):
            return None
        return Refusal(403, "Only uploaded files may be named.")

    def _was_uploaded(self, path: str) -> bool:
        try:
            return self.uploads is not None and Path(path).resolve().is_relative_to(self.uploads.resolve())
        except (OSError, ValueError):
            return False

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
        path = scope["path"].rstrip("/")
        if scope["method"] == "POST" and path.startswith(API_PATH) and path != UPLOAD_PATH:
            body = await _whole_body(receive, self._policy.body_limit)
            refusal = Refusal(413, TOO_LARGE) if body is None else self._policy.refuse_body(body)
            if body is None or refusal is not None:
                await _answer(guarded, refusal or Refusal(413, TOO_LARGE))
                return
            receive = _replayed(body, receive)
        await self._app(scope, receive, guarded)


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


def _leads_outside(path: str) -> bool:
    if path.startswith(PROXY_PATH):
        return True
    return path.startswith(FILE_PATH) and ":/" in unquote(path.removeprefix(FILE_PATH))


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


async def _whole_body(receive: Receive, limit: int) -> bytes | None:
    """Return the whole body, or None when it grows beyond `limit` bytes or the caller goes."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += message.get("body", b"")
        if len(body) > limit:
            return None
        if not message.get("more_body"):
            return bytes(body)


def _replayed(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that gives `body` once and then whatever the caller still sends."""
    given = False

    async def receiving() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receiving


def _paths_in(value: object) -> Iterator[str]:
    """Yield every ``path`` of an object anywhere in `value`: what Gradio takes for a file."""
    match value:
        case dict():
            if "path" in value:
                yield str(value["path"])
            for each in value.values():
                yield from _paths_in(each)
        case list():
            for each in value:
                yield from _paths_in(each)


async def _answer(send: Send, refusal: Refusal) -> None:
    body = refusal.sentence.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
