"""Serves a built site as hosts of static sites do: texts compressed, connections kept, pages fresh for ten minutes."""

from __future__ import annotations

import gzip
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

from passerelle.publish.serve import HOST, SiteHandler

COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}
LEVEL = 6
FRESH = 600
"""Seconds."""


class HostHandler(SiteHandler):
    """Serves a folder; texts compressed for whoever takes them so."""

    protocol_version = "HTTP/1.1"

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Headers, and what to send after them."""
        file = self._file()
        takes = "gzip" in self.headers.get("Accept-Encoding", "")
        if file is None or file.suffix not in COMPRESSED or not takes:
            return super().send_head()
        body = compressed(file)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        return io.BytesIO(body)

    def end_headers(self) -> None:
        """Unlike the server for editing, which lets nothing be kept."""
        self.send_header("Cache-Control", f"max-age={FRESH}")
        SimpleHTTPRequestHandler.end_headers(self)

    def _file(self) -> Path | None:
        path = self.path.partition("?")[0]
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if path.endswith("/") else file
        return file if file.is_file() else None


@cache
def compressed(file: Path) -> bytes:
    """A file as hosts send it. Files do not change while they are measured."""
    return gzip.compress(file.read_bytes(), LEVEL)


@contextmanager
def hosting(site: Path) -> Iterator[str]:
    """Serve a folder from threads; gives its address."""
    server = ThreadingHTTPServer((HOST, 0), partial(HostHandler, directory=str(site)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
