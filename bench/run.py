"""`make bench N=10000`: build a generated listing cold and print what each stage took. Never a test: machines differ."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import threading
import time
from datetime import date
from pathlib import Path

from bench.generate import Generator
from passerelle.publish.build import Builder

TODAY = date(2026, 11, 22)
MEGABYTE = 1 << 20


class MemoryWatch:
    """Samples the resident memory of this process and its children together, and keeps the peak of each stage."""

    def __init__(self) -> None:
        self.stage = "start"
        self.peaks: dict[str, int] = {}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def enter(self, stage: str) -> None:
        """Count towards a stage from now on."""
        self.stage = stage

    def __enter__(self) -> MemoryWatch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._stop.wait(0.05):
            self.peaks[self.stage] = max(self.peaks.get(self.stage, 0), family_memory(os.getpid()))


def family_memory(process: int) -> int:
    """Proportional memory in bytes of a process and all below it: shared pages are counted once. Linux only."""
    total = 0
    waiting = [process]
    while waiting:
        current = waiting.pop()
        try:
            rollup = Path(f"/proc/{current}/smaps_rollup").read_text("ascii")
            total += int(rollup.split("Pss:")[1].split()[0]) * 1024
            for task in Path(f"/proc/{current}/task").iterdir():
                waiting += [int(child) for child in (task / "children").read_text("ascii").split()]
        except (OSError, IndexError):
            continue
    return total


def main() -> int:
    """Generate, build, print."""
    parser = argparse.ArgumentParser(description="Build a generated listing and print what each stage took.")
    parser.add_argument("count", type=int, help="how many records")
    parser.add_argument("--keep", type=Path, help="make the listing in this folder and keep it")
    options = parser.parse_args()
    root = options.keep or Path(tempfile.mkdtemp(prefix="passerelle-bench-"))
    try:
        began = time.perf_counter()
        Generator(root, options.count).write()
        print(f"generated {options.count} records in {time.perf_counter() - began:.1f} s (not counted)")
        return measure(root, options.count)
    finally:
        if not options.keep:
            shutil.rmtree(root)


def measure(root: Path, count: int) -> int:
    """Build the listing at a root, cold, and print the figures."""
    sizes = [file.stat().st_size for file in (root / "programs").rglob("*.yml")]
    with MemoryWatch() as memory:
        began = time.perf_counter()
        with Builder(root, watch=memory.enter) as builder:
            built = builder.build(TODAY)
        total = time.perf_counter() - began
    if built.checked.has_errors:
        print(*built.checked.findings[:5], sep="\n", file=sys.stderr)
        return 1
    pages = list((root / "site").rglob("index.html"))
    print(f"{count} records, {sum(sizes) / len(sizes) / 1000:.1f} kB each, {len(pages)} pages")
    print(f"{'stage':<22}{'seconds':>9}{'ms a record':>13}{'peak MB':>9}")
    for stage, seconds in built.seconds.items():
        print(f"{stage:<22}{seconds:>9.2f}{seconds / count * 1000:>13.3f}{memory.peaks.get(stage, 0) / MEGABYTE:>9.0f}")
    print(f"{'total':<22}{total:>9.2f}{total / count * 1000:>13.3f}{max(memory.peaks.values()) / MEGABYTE:>9.0f}")
    print(f"pages: {built.seconds['pages'] / len(pages) * 1000:.3f} ms a page")
    _print_sizes(root / "site", pages)
    return 0


def _print_sizes(site: Path, pages: list[Path]) -> None:
    lists = [page for page in pages if "/programs/by/" in page.as_posix() or page.parent.name == "programs"]
    largest = max(lists, key=lambda page: page.stat().st_size)
    everything = sum(file.stat().st_size for file in site.rglob("*") if file.is_file())
    print(f"site: {everything / MEGABYTE:.0f} MB; largest list page: {largest.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    raise SystemExit(main())
