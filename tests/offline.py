"""Keep a process from speaking to anything but this machine, and run our commands that way.

``python -m tests.offline assistant.cli ask …`` runs ``assistant.cli.main`` with outside sockets blocked.
Not for blocking on purpose-built network code in C; the flow test adds a network namespace where it may.
"""

from __future__ import annotations

import ipaddress
import sys
from importlib import import_module

GUARDED = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})


class OutsideConnection(AssertionError):
    """The process tried to speak to another machine."""


def is_loopback(address: object) -> bool:
    """Say whether a socket address belongs to this machine (a path of a local socket does)."""
    if not isinstance(address, tuple):
        return True
    host = address[0].decode() if isinstance(address[0], bytes) else str(address[0])
    if host in ("", "localhost"):
        return True
    try:
        place = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return place.is_loopback or place.is_unspecified


def block_outside() -> list[str]:
    """Refuse outside connections for the rest of this process; return the list that attempts are written to."""
    attempts: list[str] = []

    def guard(event: str, arguments: tuple[object, ...]) -> None:
        if event in GUARDED and not is_loopback(arguments[1]):
            attempts.append(f"{event} {arguments[1]}")
            raise OutsideConnection(attempts[-1])
        if event == "socket.getaddrinfo" and not is_loopback((arguments[0] or "",)):
            attempts.append(f"{event} {arguments[0]}")
            raise OutsideConnection(attempts[-1])

    sys.addaudithook(guard)
    return attempts


if __name__ == "__main__":
    module, sys.argv = sys.argv[1], sys.argv[1:]
    tried = block_outside()
    try:
        import_module(module).main()
    finally:
        if tried:
            sys.stderr.write(f"OUTSIDE {tried}\n")
            sys.stderr.flush()
