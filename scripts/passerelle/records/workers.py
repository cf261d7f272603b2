"""Owns running tasks side by side: in forked processes where there is much to do, else one after the other."""

from __future__ import annotations

import multiprocessing
import threading
import traceback
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any, TypeVar

Result = TypeVar("Result")


class WorkerError(RuntimeError):
    """A task failed in its process; the message is its traceback."""


class ToldError(RuntimeError):
    """A failure whose message is for people: it comes out of a task's process as it is, without a traceback."""


PROCESSES = 2
"""Into how many shares work is cut."""
APART_FROM = 500
"""From this many records on, a process is worth its start."""


def run_all(tasks: Sequence[Callable[[], Result]], records: int) -> list[Result]:
    """The results of every task, in order. With many records each has a process of its own, where forking is safe."""
    alone = threading.active_count() == 1
    if not (records >= APART_FROM and alone and "fork" in multiprocessing.get_all_start_methods()):
        return [task() for task in tasks]
    context = multiprocessing.get_context("fork")
    running = []
    for task in tasks:
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_run, args=(task, sender))
        process.start()
        sender.close()
        running.append((process, receiver))
    return [_result(process, receiver) for process, receiver in running]


def _run(task: Callable[[], Any], sender: Connection) -> None:
    try:
        sender.send((True, task()))
    except ToldError as error:
        sender.send((False, error))
    except Exception:
        sender.send((False, WorkerError(traceback.format_exc())))


def _result(process: Any, receiver: Any) -> Any:
    try:
        succeeded, value = receiver.recv()
    except EOFError:
        succeeded, value = False, WorkerError("the process ended without an answer")
    process.join()
    if not succeeded:
        raise value
    return value
