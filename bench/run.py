"""`make bench N=10000`: builds a generated listing, cold, and prints what each stage took. Not a test."""

from __future__ import annotations

import argparse
import multiprocessing
import shutil
import sys
import tempfile
import time
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

from bench.generate import REPOSITORY, Generator
from passerelle.publish.build import Builder

TODAY = date(2026, 11, 22)
MEGABYTE = 1 << 20
SAMPLED = 0.5
"""Seconds between looks at memory. A look takes 12 ms for half a gigabyte, from what is measured: it must be rare."""


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
    root = options.keep or _fresh_folder()
    try:
        began = time.perf_counter()
        Generator(root, options.count).write()
        print(f"generated {options.count} records in {time.perf_counter() - began:.1f} s (not counted)")
        return measure(root, options.count)
    finally:
        if not options.keep:
            shutil.rmtree(root)


def _fresh_folder() -> Path:
    """Where real builds write: file systems differ, and some temporary folders are slower than others."""
    work = REPOSITORY / "build"
    work.mkdir(exist_ok=True)
    return Path(tempfile.mkdtemp(prefix="bench-", dir=work))


def measure(root: Path, count: int) -> int:
    """Build the listing at a root, cold, in a process of its own, and print the figures."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=build, args=(root, sender))
    process.start()
    sender.close()
    stage, figures, peaks = "start", None, dict[str, int]()
    while process.is_alive() or receiver.poll():
        try:
            while receiver.poll(SAMPLED):
                stage, figures = receiver.recv()
        except EOFError:
            break
        peaks[stage] = max(peaks.get(stage, 0), family_memory(process.pid or 0))
    process.join()
    if figures is None:
        return 1
    report(root, count, figures, peaks)
    return 0


def build(root: Path, sender: Connection) -> None:
    """Build, telling each stage as it begins and, at the end, what each took."""
    began = time.perf_counter()
    with Builder(root, watch=lambda stage: sender.send((stage, None))) as builder:
        built = builder.build(TODAY)
    if built.checked.has_errors:
        print(*built.checked.findings[:5], sep="\n", file=sys.stderr)
        return
    sender.send(("end", {**built.seconds, "total": time.perf_counter() - began}))


def report(root: Path, count: int, seconds: dict[str, float], peaks: dict[str, int]) -> None:
    """Print seconds and peak memory by stage, and what came out."""
    sizes = [file.stat().st_size for file in (root / "programs").rglob("*.yml")]
    pages = list((root / "site").rglob("index.html"))
    print(f"{count} records, {sum(sizes) / len(sizes) / 1000:.1f} kB each, {len(pages)} pages")
    print(f"{'stage':<36}{'seconds':>9}{'ms a record':>13}{'peak MB':>9}")
    for stage, took in seconds.items():
        peak = max(peaks.values()) if stage == "total" else peaks.get(stage, 0)
        print(f"{stage:<36}{took:>9.2f}{took / count * 1000:>13.3f}{peak / MEGABYTE:>9.0f}")
    writing = sum(took for stage, took in seconds.items() if stage.startswith("pages"))
    print(f"catalog to pages on disk: {writing / len(pages) * 1000:.3f} ms a page")
    lists = [page for page in pages if "/programs/by/" in page.as_posix() or page.parent.name == "programs"]
    largest = max(page.stat().st_size for page in lists)
    everything = sum(file.stat().st_size for file in (root / "site").rglob("*") if file.is_file())
    print(f"site: {everything / MEGABYTE:.0f} MB; largest list page: {largest / 1000:.0f} kB")


if __name__ == "__main__":
    raise SystemExit(main())
