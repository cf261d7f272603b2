"""Owns serving the site on this machine while it is edited: built at the start, and again after each change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from watchfiles import watch

from passerelle.prose.interface import WEB

HOST = "127.0.0.1"
WATCHED = ("programs", "organizations", "content", "schemas", "mkdocs.yml", "mkdocs.en.yml", "mkdocs.fr.yml")


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves files below a path prefix, quietly, never cached, with the site's own "not found" page."""

    def __init__(self, *args: Any, prefix: str = "/", **kwargs: Any) -> None:
        self._prefix = prefix
        super().__init__(*args, **kwargs)

    def translate_path(self, path: str) -> str:
        """The file for a path, which must begin with the prefix."""
        if not path.startswith(self._prefix):
            return str(Path(self.directory) / "no-such-file")
        return super().translate_path("/" + path.removeprefix(self._prefix))

    def end_headers(self) -> None:
        """What was rebuilt shows at the next reload."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a missing page with 404.html."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def handle(self) -> None:
        """Answer; a browser that goes away in the middle is no fault."""
        with suppress(BrokenPipeError, ConnectionResetError):
            super().handle()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing of each request."""


@contextmanager
def serving(site: Path, port: int, prefix: str = "/") -> Iterator[str]:
    """Serve a folder from a thread; gives its address. Port 0 takes any free one. Raises OSError if it is taken."""
    handler = partial(SiteHandler, directory=str(site), prefix=prefix)
    server = ThreadingHTTPServer((HOST, port), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_address[1]}{prefix}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def rebuild_on_change(root: Path, rebuild: Callable[[], object], stop: threading.Event | None = None) -> None:
    """Call `rebuild` after every change to the listing or the theme, until stopped or interrupted."""
    paths = [root / name for name in WATCHED if (root / name).exists()]
    for _ in watch(*paths, WEB, debounce=150, step=50, stop_event=stop, raise_interrupt=False):
        rebuild()
