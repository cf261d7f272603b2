"""Owns when the engine runs: at first, and again only when something that its frames show has changed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from passerelle.prose.interface import WEB, interface_words
from passerelle.prose.local import Brand
from passerelle.records.text import LANGUAGES, Language
from passerelle.site.assets import assets_address
from passerelle.site.frames import MKDOCS, Engine, EngineRun, Frames, finish_engine, start_engine

Fingerprint = tuple[object, ...]


class Framing:
    """The frames of one listing, kept between builds. Engines run beside whatever happens between start and finish."""

    def __init__(self, root: Path, work: Path, site_url: str, engine: Engine = MKDOCS) -> None:
        self._root, self._work, self._site_url, self._engine = root, work, site_url, engine
        self._frames: dict[Language, Frames] = {}
        self._made_from: Fingerprint | None = None
        self._runs: list[EngineRun] = []
        self._folder: Path | None = None

    def start(self, brand: Brand) -> None:
        """Start the engines, unless the frames at hand still hold."""
        made_from = self._fingerprint(brand)
        if made_from == self._made_from and self._frames:
            return
        self.close()
        interface_words.cache_clear()
        self._folder = Path(tempfile.mkdtemp(prefix="frames-", dir=self._work))
        self._runs = [
            start_engine(self._root, self._folder, language, self._site_url, assets_address(), brand, self._engine)
            for language in LANGUAGES
        ]
        self._made_from = made_from

    def finish(self) -> Mapping[Language, Frames]:
        """The frames, when the engines are done. Raises EngineError or SlotError."""
        runs, self._runs = self._runs, []
        for run in runs:
            self._frames[run.language] = finish_engine(run)
        return self._frames

    def close(self) -> None:
        """End engines that still run and forget the frames."""
        for run in self._runs:
            run.process.kill()
            run.process.communicate()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._runs, self._frames, self._folder, self._made_from = [], {}, None, None

    def _fingerprint(self, brand: Brand) -> Fingerprint:
        folders = [self._root / "content" / language for language in LANGUAGES] + [WEB]
        files = [file for folder in folders for file in sorted(folder.rglob("*")) if file.is_file()]
        files += sorted(self._root.glob("mkdocs*.yml"))
        stamps = [(str(file), stat.st_mtime_ns, stat.st_size) for file in files if (stat := file.stat())]
        return (brand, self._site_url, *stamps)
