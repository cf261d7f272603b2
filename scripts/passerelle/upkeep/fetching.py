"""Owns asking other sites for a page: the only network code. Bounded in time, in bytes and in redirects.

One request at a time goes out from here; who asks what, and how often, is `links`' business.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from threading import Timer
from typing import Literal
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

Fault = Literal["malformed", "no-host", "no-answer", "insecure", "loop", "unreadable"]
"""Why there is no page: the address is none, its host is unknown, nobody answers in time, its certificate does not
hold, it redirects for ever, what comes is not what was announced."""

_REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)
_SAFE = "/%:@!$&'()*+,;=~-._"


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` is for an address with all its redirects; `pause` is between two requests to one host."""

    seconds: float = 30.0
    connect_seconds: float = 10.0
    most_bytes: int = 128 * 1024
    most_redirects: int = 8
    pause: float = 1.0


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of asking. `status` is that of the last answer, None with a `fault`; `address` is where one ended up;
    `is_moved` says that every redirect on the way was a permanent one."""

    address: str
    status: int | None = None
    fault: Fault | None = None
    detail: str = ""
    is_moved: bool = False
    retry_after: str = ""
    page: bytes = b""


class _LyingError(Exception):
    """A server announced another length than it sent."""


def fetch(address: str, agent: str, limits: Limits) -> Reply:
    """Ask for a page and follow its redirects. Raises nothing: what goes wrong is a fault in the reply."""
    ends = time.monotonic() + limits.seconds
    here, permanent = address, True
    for _ in range(limits.most_redirects + 1):
        try:
            status, headers, page = _answer(here, agent, limits, ends)
        except Exception as error:  # a link check goes on whatever a server does
            fault, detail = _fault(error)
            return Reply(here, fault=fault, detail=detail)
        target = headers.get("location", "")
        if status not in _REDIRECTS or not target:
            moved = here != address and permanent
            return Reply(here, status, is_moved=moved, retry_after=headers.get("retry-after", ""), page=page)
        permanent = permanent and status in _PERMANENT
        here = urljoin(here, target).split("#")[0]
    return Reply(here, fault="loop", detail=f"more than {limits.most_redirects} redirects")


def _answer(address: str, agent: str, limits: Limits, ends: float) -> tuple[int, Mapping[str, str], bytes]:
    left = ends - time.monotonic()
    if left <= 0:
        raise TimeoutError
    connection, target = _connection(address, min(limits.connect_seconds, left))
    try:
        connection.connect()
        # A server that sends a byte now and then outlives every time limit on a single read.
        watch = Timer(max(ends - time.monotonic(), 0.01), _hang_up, [connection.sock])
        watch.daemon = True
        watch.start()
        try:
            connection.request("GET", target, headers={"User-Agent": agent, "Accept": "text/html,*/*;q=0.8"})
            response = connection.getresponse()
            page = _page(response, limits.most_bytes)
        except (OSError, http.client.HTTPException, ValueError, _LyingError):
            if time.monotonic() >= ends:
                raise TimeoutError from None
            raise
        finally:
            watch.cancel()
    finally:
        connection.close()
    if time.monotonic() >= ends:
        raise TimeoutError
    return response.status, {name.lower(): value for name, value in response.getheaders()}, page


def _connection(address: str, seconds: float) -> tuple[http.client.HTTPConnection, str]:
    """A connection that is not open yet, and what to ask it for. Raises ValueError for what is no web address."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(address)
    host = parts.hostname.encode("idna").decode()
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    path = quote(parts.path or "/", safe=_SAFE)
    return kind(host, parts.port, timeout=seconds), urlunsplit(("", "", path, quote(parts.query, safe=_SAFE + "?"), ""))


def _page(response: http.client.HTTPResponse, most: int) -> bytes:
    announced = response.length
    page = response.read(most)
    if announced is not None and len(page) < min(announced, most):
        raise _LyingError(f"{announced} bytes announced, {len(page)} sent")
    return page


def _hang_up(open_socket: socket.socket) -> None:
    with suppress(OSError):
        open_socket.shutdown(socket.SHUT_RDWR)


def _fault(error: Exception) -> tuple[Fault, str]:
    """The kind of what went wrong, and a word more. The order matters: a kind of error comes before its parents."""
    if isinstance(error, TimeoutError):
        return "no-answer", "nothing came in time"
    if isinstance(error, socket.gaierror):
        return "no-host", "its name leads nowhere"
    if isinstance(error, ssl.SSLError):
        return "insecure", str(getattr(error, "verify_message", "") or error.reason or "no safe connection")
    if isinstance(error, _LyingError):
        return "unreadable", str(error)
    if isinstance(error, http.client.InvalidURL | UnicodeError):
        return "malformed", "this is no web address"
    if isinstance(error, http.client.RemoteDisconnected):
        return "no-answer", "it hung up"
    if isinstance(error, http.client.HTTPException):
        return "unreadable", "what it sent is no web page"
    if isinstance(error, OSError):
        return "no-answer", error.strerror or "no connection"
    return ("malformed", "this is no web address") if isinstance(error, ValueError) else ("unreadable", str(error))
