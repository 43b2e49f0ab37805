"""schema.org's vocabulary, read from the types that schema-dts makes of it, and a check by it.

A node is right where its type exists, each property is one of the type or of what the type is a
kind of, no property is superseded, and each value is in the property's range.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache

from tests.node_runner import HERE, skip

FILE = HERE / "node_modules" / "schema-dts" / "dist" / "schema.d.ts"
BASE = re.compile(
    r"^(?:export )?interface (\w+)(Base|Leaf)(?: extends ([^{]+))? \{\n(.*?)^\}", re.M | re.S
)
PROPERTY = re.compile(r'((?:^ +/?\*.*\n)*)^    "(\w+)"\?: SchemaValue<(.*?), "\w+">;', re.MULTILINE)
ALIAS = re.compile(r"^export type (\w+)(?:<[^=]*>)? = (.*);$", re.MULTILINE)
DURATION = re.compile(r"P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?)?")
URL = re.compile(r"https?://[^\s<>{}]+")


@dataclass
class Kind:
    """A type: what it is a kind of, and its own properties with their ranges."""

    parents: set[str] = field(default_factory=set)
    ranges: dict[str, set[str]] = field(default_factory=dict)
    superseded: set[str] = field(default_factory=set)


@cache
def vocabulary() -> tuple[dict[str, Kind], dict[str, set[str]]]:
    """All types, and the members of each enumeration."""
    if not FILE.is_file():
        skip("tests/node/node_modules is missing: run npm ci in tests/node")
    source = FILE.read_text()
    kinds, members = {}, {}
    for name, sort, above, body in BASE.findall(source):
        kind = kinds.setdefault(name, Kind())
        parents = {parent.strip() for parent in above.split(",") if parent.strip().endswith("Base")}
        kind.parents |= {parent.removesuffix("Base") for parent in parents} - {name}
        if sort == "Leaf":
            continue
        for comment, property_, range_ in PROPERTY.findall(body):
            kind.ranges[property_] = set(re.findall(r"\b\w+\b", range_)) - {"IdReference"}
            if "@deprecated" in comment:
                kind.superseded.add(property_)
    for name, union in ALIAS.findall(source):
        if found := set(re.findall(r'"https://schema\.org/(\w+)"', union)):
            members[name] = found
    return kinds, members


def lineage(name: str) -> set[str]:
    """A type and all that it is a kind of."""
    kinds, _members = vocabulary()
    found, to_visit = set(), {name}
    while to_visit:
        kind = to_visit.pop()
        found.add(kind)
        to_visit |= kinds[kind].parents - found if kind in kinds else set()
    return found


def faults(thing: dict, where: str = "") -> list[str]:
    """What is wrong with a node and with all nodes in it, in words; empty where nothing is."""
    kinds, _members = vocabulary()
    if "@graph" in thing:
        found = [] if thing["@context"] == "https://schema.org" else ["@context"]
        return found + [fault for node in thing["@graph"] for fault in faults(node)]
    if set(thing) == {"@id"}:
        return []
    kind = thing.get("@type")
    if kind not in kinds:
        return [f"{where}: no type {kind}"]
    found, own = [], lineage(kind)
    for name, value in thing.items():
        here = f"{where}/{kind}.{name}"
        if name in {"@type", "@id", "@context"}:
            continue
        if name.endswith("-input") and "Action" in own:
            continue
        owners = [owner for owner in own if owner in kinds and name in kinds[owner].ranges]
        if not owners:
            found.append(f"{here}: no such property")
            continue
        if any(name in kinds[owner].superseded for owner in owners):
            found.append(f"{here}: superseded")
        ranges = set().union(*(kinds[owner].ranges[name] for owner in owners))
        for each in value if isinstance(value, list) else [value]:
            if each in (None, "", {}, []):
                found.append(f"{here}: empty")
            elif isinstance(each, dict):
                found += faults(each, here)
                if "@type" in each and not lineage(each["@type"]) & ranges:
                    found.append(f"{here}: {each['@type']} is none of {sorted(ranges)}")
            elif not any(_fits(each, range_) for range_ in ranges):
                found.append(f"{here}: {each!r} is none of {sorted(ranges)}")
    return found


def _fits(value, range_: str) -> bool:
    _kinds, members = vocabulary()
    if range_ in members and range_ not in {"Boolean"}:
        name = str(value).removeprefix("https://schema.org/")
        return name != value and name in members[range_]
    if isinstance(value, bool):
        return range_ == "Boolean"
    if isinstance(value, int | float):
        return range_ in {"Number", "Integer", "Float"}
    readers = {
        "Text": lambda: True,
        "URL": lambda: _must(URL.fullmatch(value)),
        "Date": lambda: _must(date.fromisoformat(value)),
        # The offset has to be there, or nobody knows when it is.
        "DateTime": lambda: _must("T" in value and datetime.fromisoformat(value).tzinfo),
        "Time": lambda: _must(time.fromisoformat(value)),
        "Duration": lambda: _must(DURATION.fullmatch(value)),
        "Number": lambda: _must(float(value) >= 0),
    }
    try:
        return range_ in readers and bool(readers[range_]())
    except ValueError:
        return False


def _must(found):
    if not found:
        raise ValueError
    return True
