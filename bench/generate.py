"""Owns generated listings: N plausible bilingual records of about 6 KB in a fresh folder, the same for the same seed."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import yaml

from bench.words import FIELDS, NAMES, SENTENCES, SORTS

REPOSITORY = Path(__file__).parent.parent
SMALL = REPOSITORY / "tests" / "mini_repo"
COPIED = ("schemas", "content/brand", "content/data/areas.yml", "content/data/fallback.yml")
"""From this repository; pages come from the small listing of the tests, since ours name records of ours."""
PROGRAMS_PER_ORGANIZATION = 12
LANDED = "permanent-resident"


class Generator:
    """Draws records from one seed."""

    def __init__(self, root: Path, count: int, seed: int = 2012) -> None:
        self.root, self.count = root, count
        self.random = random.Random(seed)
        self.organizations = [f"organization-{number:04}" for number in range(1 + count // PROGRAMS_PER_ORGANIZATION)]
        self.codes = {
            file.stem: _codes(file) for file in sorted((REPOSITORY / "schemas" / "vocabularies").glob("*.yml"))
        }
        self.areas = _codes(REPOSITORY / "content" / "data" / "areas.yml")

    def write(self) -> None:
        """Write the listing into its root, which must not hold one yet."""
        for folder in (SMALL / "content" / "en", SMALL / "content" / "fr"):
            shutil.copytree(folder, self.root / "content" / folder.name)
        for file in sorted(SMALL.glob("mkdocs*.yml")):
            shutil.copyfile(file, self.root / file.name)
        for name in COPIED:
            source, target = REPOSITORY / name, self.root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target)
            else:
                shutil.copyfile(source, target)
        for slug in self.organizations:
            _write(self.root / "organizations" / f"{slug}.yml", self.organization(slug))
        for number in range(self.count):
            access = self.random.choice(("open-access", "embedded", "internal"))
            _write(self.root / "programs" / access / f"program-{number:05}.yml", self.program(access, number))

    def pick(self, vocabulary: str, most: int) -> list[str]:
        """One to `most` codes of a vocabulary."""
        return self.random.sample(self.codes[vocabulary], self.random.randint(1, most))

    def text(self, sentences: int, field: tuple[str, str]) -> dict[str, str]:
        """A text of some sentences about a field, in both languages."""
        drawn = self.random.sample(SENTENCES, sentences)
        return {
            "en": " ".join(en.format(field[0]) for en, _ in drawn),
            "fr": " ".join(fr.format(field[1]) for _, fr in drawn),
        }

    def step(self, field: tuple[str, str]) -> dict[str, Any]:
        """A move and its owner."""
        return {"owner": self.random.choice(self.codes["owners"]), "text": self.text(1, field), "source": "page"}

    def organization(self, slug: str) -> dict[str, Any]:
        """An organization record."""
        name = self.random.choice(NAMES)
        return {
            "name": {"en": f"{name[0]} House {slug[-4:]}", "fr": f"Maison {name[1]} {slug[-4:]}"},
            "description": {
                "en": "A group that helps newcomers.",
                "fr": "Un organisme qui aide les personnes nouvellement arrivées.",
            },
            "contact": {"url": f"https://example.org/{slug}"},
            "sources": {"page": self.source(2024)},
        }

    def source(self, year: int) -> dict[str, Any]:
        """A source of a year."""
        return {
            "title": f"Page about the program, read in {year}", "short": {"en": f"Page of {year}", "fr": f"Page de {year}"},
            "url": f"https://example.org/{year}/{self.random.randrange(10**6)}", "published": year,
            "read_on": "2026-11-22", "kind": self.random.choice(("website", "archived-page", "document")),
        }  # fmt: skip

    def rule(self, kind: str) -> dict[str, Any]:
        """A participant rule of four to six criteria. The month of landing is asked only of those who landed, and a
        workshop does not prepare for itself."""
        others = [status for status in self.codes["immigration-statuses"] if status != LANDED]
        statuses = [LANDED, self.random.choice(others)]
        leaves: list[dict[str, Any]] = [
            {"ask": "immigration_status", "any_of": statuses, "source": "rules"},
            {"any": [
                {"ask": "education_abroad", "at_least": "post-secondary", "source": "rules"},
                {"ask": "certified_abroad", "is": True, "source": "rules"},
            ]},
            {"ask": "english_level", "at_least": self.random.randint(3, 8), "source": "rules"},
            {"ask": "landing_month", "within_last": {"years": self.random.randint(2, 10)}, "source": "rules"},
            {"ask": "completed", "includes": ["job-search-workshop"], "or_equivalent": True, "source": "rules"},
            {"ask": "age", "at_least": 18, "source": "rules"},
        ]  # fmt: skip
        decides = [{"text": self.text(1, self.random.choice(FIELDS)), "source": "rules"} for _ in range(2)]
        chosen = [leaf for leaf in leaves[: self.random.randint(4, 6)] if leaf.get("includes") != [kind]]
        return {"stated": self.random.choice(("all", "some")), "all": chosen, "program_decides": decides}

    def examples(self, level: int, area: str, field: tuple[str, str]) -> list[dict[str, Any]]:
        """Two example persons who did not say when they landed: one with a licence, one with a diploma."""
        known = {"immigration_status": LANDED, "english_level": level, "area": area}
        licensed = known | {"education_abroad": "secondary", "certified_abroad": True}
        graduate = known | {"education_abroad": "bachelor", "certified_abroad": False}
        who = ((f"A person licensed in {field[0]}", f"Une personne qui a un permis : {field[1]}", licensed),
               (f"A person who studied {field[0]}", f"Une personne qui a étudié : {field[1]}", graduate))  # fmt: skip
        return [{"who": {"en": en, "fr": fr}, "answers": answers, "expect": "need-answers"} for en, fr, answers in who]

    def program(self, access: str, number: int) -> dict[str, Any]:
        """A program record of an access class."""
        draw, field = self.random, self.random.choice(FIELDS)
        name, sort = draw.choice(NAMES), draw.choice(SORTS)
        year, kind = draw.randint(2019, 2026), draw.choice(self.codes["kinds"])
        areas = draw.sample(self.areas, draw.randint(1, 2))
        record: dict[str, Any] = {
            "kind": kind, "aims": self.pick("aims", 3), "audience": ["newcomer"],
            "status": draw.choices(("running", "paused", "closed", "not-found"), (88, 4, 5, 3))[0],
            "name": {"en": f"{name[0]} {sort[0]} {number}", "fr": f"{sort[1]} {name[1]} {number}"},
            "organization": draw.choice(self.organizations), "partners": draw.sample(self.organizations, 1),
            "summary": self.text(1, field), "areas": areas,
            "sectors": self.pick("sectors", 2), "service_languages": self.pick("service-languages", 2),
            "formats": self.pick("formats", 3), "duration": f"P{draw.randint(1, 12)}M",
            "intensity": {"hours": draw.randint(1, 12), "per": "week"}, "cost": {"kind": draw.choice(self.codes["costs"])},
            "supports": self.pick("supports", 4), "matching": self.pick("matching", 3),
            "components": [
                {"name": {"en": en, "fr": fr}, "duration": "P1M", "text": self.text(2, field), "source": "page"}
                for en, fr in draw.sample(SORTS, 2)
            ],
            "eligibility": {"participant": self.rule(kind)},
            "examples": self.examples(draw.randint(8, 12), areas[0], field),
            "how_to_enter": [self.step(field) for _ in range(3)],
            "referral": {"who_may_refer": self.pick("referrers", 3), "steps": [self.step(field)], "documents": self.pick("documents", 3), "source": "page"},
            "intake": {"kind": "continuous", "source": "page"},
            "contact": {"url": f"https://example.org/p/{number}", "phone": f"+1 613 {draw.randint(200, 999)} {draw.randint(1000, 9999)}", "source": "page"},
            "notes": [{"about": "status", "text": self.text(1, field), "source": "page"}],
            "sources": {"page": self.source(year), "rules": self.source(year - 1)},
        }  # fmt: skip
        description = [self.text(4, field) for _ in range(2)]
        record["description"] = {code: "\n\n".join(part[code] for part in description) for code in ("en", "fr")}
        if access == "embedded":
            record["embedded_in"] = {"name": {"en": f"{name[0]} Program", "fr": f"Programme {name[1]}"}}
        elif access == "internal":
            record["host"] = {
                "organizations": draw.sample(self.organizations, 1),
                "relation": draw.choice(self.codes["relations"]),
            }
        return record


def _codes(file: Path) -> list[str]:
    return list(yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)["terms"])  # noqa: S506


class _Dumper(yaml.CSafeDumper):
    """Writes every text in quotes, so that it reads the same in every dialect."""


_Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


def _write(file: Path, record: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.dump(record, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110), "utf-8")
