"""A server on this machine that fails in every way that a link check meets."""

from __future__ import annotations

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

Answers = dict[str, list[bytes]]
HANG = b"(hang)"
DRIP = b"(drip)"
FLOOD = b"(flood)"


def answer(status: str, body: str = "", *headers: str, length: int | None = None) -> bytes:
    """An HTTP answer; `length` is the length it claims."""
    claimed = len(body) if length is None else length
    return "\r\n".join(
        [f"HTTP/1.1 {status}", f"Content-Length: {claimed}", "Connection: close", *headers, "", body]
    ).encode()


ANSWERS: Answers = {
    "/ok": [answer("200 OK", "<title>A program</title><h1>Join</h1>")],
    "/": [answer("200 OK", "<title>Home</title>")],
    "/gone": [answer("404 Not Found")],
    "/gone-for-good": [answer("410 Gone")],
    "/soft": [answer("200 OK", "<TITLE lang=en>Page\n not <b>found</b> | River</TITLE>")],
    "/soft-fr": [answer("200 OK", "<title>Accueil</title><h1 class='x'>Page&nbsp;introuvable</h1>")],
    "/to-the-home-page": [answer("302 Found", "", "Location: /")],
    "/forbidden": [answer("403 Forbidden", "<title>Not found</title>")],
    "/broken": [answer("500 Oops")],
    "/moved": [answer("301 Moved", "", "Location: /ok")],
    "/for-now": [answer("302 Found", "", "Location: /ok")],
    "/loop": [answer("302 Found", "", "Location: /loop")],
    "/redirect-without-place": [answer("302 Found")],
    "/to-a-script": [answer("302 Found", "", "Location: javascript:alert(1)")],
    "/silent": [HANG],
    "/slow-head": [b"HTTP/1.1 200 OK\r\n", DRIP],
    "/slow-body": [b"HTTP/1.1 200 OK\r\n\r\n", DRIP],
    "/stops": [answer("200 OK", "half", length=100), HANG],
    "/claims-more": [answer("200 OK", "half", length=100)],
    "/claims-less": [answer("200 OK", "<title>A program</title> and more", length=24)],
    "/garbage": [b"\x00\xff garbage\r\n\r\n"],
    "/bad-length": [b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nfine"],
    "/bad-chunks": [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nno"],
    "/long-head": [b"HTTP/1.1 200 OK\r\nX: " + b"a" * 70_000 + b"\r\n\r\n"],
    "/many-heads": [b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 200 + b"\r\n"],
    "/hangs-up": [b""],
    "/endless": [b"HTTP/1.1 200 OK\r\n\r\n", FLOOD],
}  # fmt: skip


class _Handler(socketserver.StreamRequestHandler):
    server: FailingServer

    def handle(self) -> None:
        """Answer one request as its path says."""
        path = self.rfile.readline().split(b" ")[1].decode()
        head = list(iter(self.rfile.readline, b"\r\n"))
        self.server.asked.append((path, time.monotonic()))
        self.server.agents |= {line for line in head if line.startswith(b"User-Agent")}
        with suppress(OSError):
            for part in self.server.answers.get(path.split("?")[0], [answer("200 OK", "<title>Fine</title>")]):
                self._send(part)

    def _send(self, part: bytes) -> None:
        if part == HANG:
            self.server.ended.wait()
        while part in (DRIP, FLOOD) and not self.server.ended.wait(0.02 if part == DRIP else 0):
            self.wfile.write(b"a" * (1 if part == DRIP else 4096))
        if part not in (HANG, DRIP, FLOOD):
            self.wfile.write(part)


class FailingServer(socketserver.ThreadingTCPServer):
    """Keeps what was asked for, and when."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, answers: Answers) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers = answers
        self.asked: list[tuple[str, float]] = []
        self.agents: set[bytes] = set()
        self.ended = threading.Event()

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def failing_server(answers: Answers | None = None) -> Iterator[FailingServer]:
    """The server while it runs."""
    server = FailingServer(ANSWERS if answers is None else answers)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
