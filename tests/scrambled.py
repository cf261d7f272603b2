"""Records as somebody else might have typed them: the same data and comments, other order and other whitespace."""

from __future__ import annotations

from random import Random

from passerelle.upkeep.layout import BLOCK_HEADER, Collection, Entry, Node, Scalar, read_layout

FREE = frozenset({"sources", "answers", "english_level", "french_level", "terms", "topics", "questions", "statements"})
"""Keys below which the order of keys is an author's own."""


class Scrambler:
    """Types a text anew. `remarks` are put between its lines and behind them."""

    def __init__(self, random: Random, remarks: bool) -> None:
        self.random = random
        self.remarks = remarks
        self.typed: list[str] = []
        self.after_text = False

    def scrambled(self, text: str) -> str:
        """The same data, typed otherwise."""
        top = read_layout(text).top
        assert isinstance(top, Collection)
        lines = [*self._above(0), *self._block(top, 0, ""), *self._above(0)]
        end = self.random.choice(["\n", "\r\n"])
        mark = self.random.choice(["", "\ufeff"])
        return mark + end.join(lines) + self.random.choice(["", end, end * 3])

    def _block(self, node: Collection, depth: int, key: str) -> list[str]:
        entries = list(node.entries)
        if not node.is_list and key not in FREE:
            self.random.shuffle(entries)
        return [line for entry in entries for line in (*self._above(depth), *self._entry(entry, depth))]

    def _entry(self, entry: Entry, depth: int) -> list[str]:
        step, self.after_text = self.random.choice([1, 2, 3, 4]), False
        head = " " * depth + (entry.key.text + ":" if entry.key else "-")
        value = entry.value
        if isinstance(value, Scalar) and value.style in ("|", ">"):
            return self._text_block(value, head, depth + step)
        if isinstance(value, Scalar):
            first, *more = value.text.split("\n")
            return [f"{head}{self._gap()}{first}", *(" " * (depth + step) + line.strip() for line in more)]
        if value.is_flow:
            first, *more = self._flow(value, entry.name).split("\n")
            lines = [f"{head}{self._gap()}{first}", *(" " * (depth + step) + line for line in more)]
            return [*lines[:-1], lines[-1] + self._beside()]
        lines = self._block(value, depth + step, entry.name)
        own = next(number for number, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
        if not entry.key and step > 1 and self.random.random() < 0.7:
            return [*lines[:own], f"{head}{' ' * (step - 1)}{lines[own].lstrip()}", *lines[own + 1 :]]
        return [head + self._beside(), *lines]

    def _text_block(self, words: Scalar, head: str, depth: int) -> list[str]:
        first, *lines = words.text.split("\n")
        header, self.after_text = BLOCK_HEADER.match(first), True
        assert header
        deep = len(lines[0]) - len(lines[0].lstrip())
        return [f"{head} {header.group()}{self._beside()}", *(" " * depth + line[deep:] for line in lines)]

    def _flow(self, node: Node, key: str) -> str:
        if isinstance(node, Scalar):
            return " ".join(line.strip() for line in node.text.split("\n"))
        gap = self.random.choice(["", " ", "  "])
        after = self.random.choice([" ", "  ", "\n"])
        after = self._beside() + after if after == "\n" and len(node.entries) == 2 else after
        inside = [
            (f"{one.key.text}:{self._gap()}" if one.key else "") + self._flow(one.value, one.name)
            for one in node.entries
        ]
        if not node.is_list and key not in FREE:
            self.random.shuffle(inside)
        start, end = "[]" if node.is_list else "{}"
        return start + gap + f"{gap},{after}".join(inside) + gap + end

    def _gap(self) -> str:
        return self.random.choice([" ", "  ", "    "])

    def _above(self, depth: int) -> list[str]:
        if not self.remarks or self.random.random() > 0.15:
            return []
        indent = " " * self.random.choice([0, depth] if self.after_text else [0, depth, depth + 2])
        before, after = self.random.choice([([], []), ([""], []), ([""], [""])])
        return [*before, indent + self._remark(), *after] if self.random.random() < 0.8 else [""]

    def _beside(self) -> str:
        return self.random.choice([" ", "   "]) + self._remark() if self.remarks and self.random.random() < 0.1 else ""

    def _remark(self) -> str:
        self.typed.append(f"# remark {len(self.typed)}: 'a' {{b}} \"c\" - d")
        return self.typed[-1]
