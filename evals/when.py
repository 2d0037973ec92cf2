"""TIMEX3 and TIMEX2: loaders and scorers for the time normaliser.

`python -m evals when --data DIR` scores `read.when` on every corpus below DIR/time, of TimeML or WikiWars-style
files (TIMEX2), and prints one JSON line last; TBAQ (TimeBank and AQUAINT), if it is there, stands first and without a
prefix. `dev` and `held` are halves that a hash of the file name makes: of TBAQ, `held` was not looked at while the
grammar was written. With `--timex3 FOLDER` or `--timex2 FOLDER` it scores one folder instead.

The figures are those of TempEval-3: a pair of expressions matches strictly if both ends agree, relaxedly if they share
a character; each expression is used once, in the order of the text. Value (type) F1 counts the relaxed matches whose
value (type) is right: relaxed F1 times accuracy. The creation time itself is not scored.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evals import layout
from firsthand.core.evidence import Span
from firsthand.core.parse import Parse, Timex
from firsthand.read.when.timexes import event_time, timexes

_TAG = re.compile(r"<(/?)([A-Za-z0-9:]+)([^>]*)>")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*\"([^\"]*)\"")
TUNED_ON = "tbaq"
"""The corpus that the grammar was written on: its figures have floors, and stand first."""
LINKS = frozenset(("IS_INCLUDED", "DURING", "SIMULTANEOUS"))
_LONG_UNIT = re.compile(r"P(\d+)(DE|CE|ML)")
IN_YEARS = {"DE": 10, "CE": 100, "ML": 1000}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A gold or found expression: code points, half-open, type (None in TIMEX2) and value."""

    start: int
    end: int
    type: str | None
    value: str | None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text with the day it was written and its gold expressions."""

    name: str
    text: str
    published: str | None
    gold: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedEvent:
    """An event mention that the corpus links to expressions of its text (within or at the same time as them)."""

    trigger: Span
    times: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Score:
    """Counts over documents, and the figures that follow from them."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    type: int = 0
    value: int = 0
    strict_value: int = 0
    pairs: list[tuple[str, Expression | None, Expression | None]] = field(default_factory=list)

    def add(self, name: str, gold: Sequence[Expression], found: Sequence[Expression]) -> None:
        """Score one document."""
        self.gold += len(gold)
        self.found += len(found)
        for g, f in matches(gold, found):
            self.pairs.append((name, g, f))
            if g is None or f is None:
                continue
            exact = (g.start, g.end) == (f.start, f.end)
            self.relaxed += 1
            self.strict += exact
            self.type += g.type == f.type
            agrees = same_value(g, f)
            self.value += agrees
            self.strict_value += exact and agrees

    def figures(self) -> dict[str, float]:
        """Return precision, recall and F1 in per cent, and accuracies among the relaxed matches."""
        figures: dict[str, float] = {"gold": self.gold, "found": self.found}
        for name in ("strict", "relaxed", "type", "value", "strict_value"):
            figures[f"{name}_f1"] = f1(getattr(self, name), self.found, self.gold)
        figures["relaxed_precision"] = share(self.relaxed, self.found)
        figures["relaxed_recall"] = share(self.relaxed, self.gold)
        figures["value_accuracy"] = share(self.value, self.relaxed)
        return figures


def same_value(gold: Expression, found: Expression) -> bool:
    """Whether two values agree; of TIMEX2 gold, which gives no type, forms that only TIMEX2 writes count as equal."""
    if gold.type is not None or gold.value is None or found.value is None:
        return gold.value == found.value
    return timex3_form(gold.value) == timex3_form(found.value)


def timex3_form(value: str) -> str:
    """Return a TIMEX2 value as TIMEX3 writes it: P2DE as P20Y, a season -AU as -FA, no zone letter after a clock time.

    Source: TIDES standard of 2005, section 3; what else differs (SET gives XXXX-XX-XX for "daily") is left as it is.
    """
    if match := _LONG_UNIT.fullmatch(value):
        return f"P{int(match.group(1)) * IN_YEARS[match.group(2)]}Y"
    value = re.sub(r"-AU\b", "-FA", value.strip().upper())
    return re.sub(r"(T\d\d:\d\d(?::\d\d)?)Z$", r"\1", value)


def share(part: int, whole: int) -> float:
    """Return per cent, to two places."""
    return round(100 * part / whole, 2) if whole else 0.0


def f1(hits: int, found: int, gold: int) -> float:
    """Return the harmonic mean of precision and recall, per cent."""
    return round(200 * hits / (found + gold), 2) if found + gold else 0.0


def matches(
    gold: Sequence[Expression], found: Sequence[Expression]
) -> list[tuple[Expression | None, Expression | None]]:
    """Pair expressions that share a character, exact ones first; what has no partner is paired with None."""
    pairs: list[tuple[Expression | None, Expression | None]] = []
    left = list(found)
    unpaired = []
    for g in gold:
        exact = next((f for f in left if (f.start, f.end) == (g.start, g.end)), None)
        if exact is None:
            unpaired.append(g)
            continue
        left.remove(exact)
        pairs.append((g, exact))
    for g in unpaired:
        near = next((f for f in left if f.start < g.end and g.start < f.end), None)
        if near is not None:
            left.remove(near)
        pairs.append((g, near))
    pairs.extend((None, f) for f in left)
    return sorted(
        pairs, key=lambda pair: (pair[0] or pair[1] or Expression(start=0, end=0, type=None, value=None)).start
    )


def marked_text(source: str, tag: str) -> tuple[str, list[tuple[int, int, dict[str, str]]]]:
    """Strip mark-up and return the text with the spans and attributes of one tag, nested ones included."""
    out: list[str] = []
    length = at = 0
    opened: list[tuple[int, dict[str, str]]] = []
    spans = []
    for match in _TAG.finditer(source):
        piece = html.unescape(source[at : match.start()])
        out.append(piece)
        length += len(piece)
        at = match.end()
        if match.group(2).upper() != tag or match.group(3).endswith("/"):
            continue
        if not match.group(1):
            opened.append((length, dict(_ATTRIBUTE.findall(match.group(3)))))
        elif opened:
            start, attributes = opened.pop()
            spans.append((start, length, attributes))
    out.append(html.unescape(source[at:]))
    return "".join(out), sorted(spans, key=lambda span: span[:2])


def timeml(path: Path) -> Document:
    """Read a TimeML file: the text between TEXT tags, the creation time as the day it was written."""
    source = path.read_text("utf-8")
    creation = next((m for m in re.finditer(r"<TIMEX3[^>]*>", source) if "CREATION_TIME" in m.group()), None)
    value = dict(_ATTRIBUTE.findall(creation.group())).get("value", "") if creation else ""
    day = _DAY.match(value)
    body = re.search(r"<TEXT>(.*)</TEXT>", source, re.DOTALL)
    text, spans = marked_text(body.group(1) if body else source, "TIMEX3")
    gold = tuple(
        Expression(start=s, end=e, type=a.get("type"), value=a.get("value"), text=text[s:e])
        for s, e, a in spans
        if a.get("functionInDocument") != "CREATION_TIME"
    )
    return Document(name=path.name, text=text, published=day.group() if day else None, gold=gold)


def timex2(path: Path) -> Document:
    """Read a WikiWars-style file: TIMEX2 tags with `val`; expressions without a value are left out of the gold."""
    source = path.read_text("utf-8", errors="replace")
    stamp = re.search(r"<DATETIME>\s*(.*?)\s*</DATETIME>", source, re.DOTALL | re.IGNORECASE)
    day = re.search(r"val=\"(\d{4}-?\d\d-?\d\d)", stamp.group(1)) if stamp else None
    plain = re.search(r"(\d{4})-?(\d\d)-?(\d\d)", re.sub(r"<[^>]*>", "", stamp.group(1))) if stamp else None
    published = day.group(1) if day and "-" in day.group(1) else "-".join(plain.groups()) if plain else None
    body = re.search(r"<TEXT>(.*)</TEXT>", source, re.DOTALL | re.IGNORECASE)
    text, spans = marked_text(body.group(1) if body else source, "TIMEX2")
    kept = [(s, e, {key.lower(): value for key, value in a.items()}) for s, e, a in spans]
    gold = tuple(
        Expression(start=s, end=e, type=None, value=a["val"], text=text[s:e]) for s, e, a in kept if a.get("val")
    )
    return Document(name=path.name, text=text, published=published, gold=gold)


def dated_events(path: Path) -> list[DatedEvent]:
    """Read the events of a TimeML file with the expressions of its text that its TLINKs place them in.

    Links to the creation time, and links other than IS_INCLUDED, DURING and SIMULTANEOUS, are left out.
    """
    source = path.read_text("utf-8")
    body = re.search(r"<TEXT>(.*)</TEXT>", source, re.DOTALL)
    _, times = marked_text(body.group(1) if body else "", "TIMEX3")
    _, mentions = marked_text(body.group(1) if body else "", "EVENT")
    places = {a.get("tid"): (start, end) for start, end, a in times}
    instances = {a.get("eiid"): a.get("eventID") for a in _elements(source, "MAKEINSTANCE")}
    linked: dict[str | None, list[tuple[int, int]]] = {}
    for a in _elements(source, "TLINK"):
        if a.get("relType") in LINKS and a.get("relatedToTime") in places:
            linked.setdefault(instances.get(a.get("eventInstanceID")), []).append(places[a.get("relatedToTime")])
    return [
        DatedEvent(trigger=Span(start=start, end=end), times=tuple(linked[a["eid"]]))
        for start, end, a in mentions
        if a.get("eid") in linked
    ]


def _elements(source: str, tag: str) -> list[dict[str, str]]:
    return [dict(_ATTRIBUTE.findall(inner)) for inner in re.findall(rf"<{tag}\b([^>]*)>", source)]


def event_time_counts(text: str, parse: Parse, found: Sequence[Timex], events: Iterable[DatedEvent]) -> Counter[str]:
    """Count events whose time is that of a linked expression (`right`), of another (`other`), or not given (`none`).

    Events whose expressions were not found are left out: they measure another thing.
    """
    counts: Counter[str] = Counter()
    for event in events:
        spans = [t.span for t in found if any(t.start < end and start < t.end for start, end in event.times)]
        if not spans:
            continue
        span, _ = event_time(event.trigger, text, parse, found)
        counts["none" if span is None else "right" if span in spans else "other"] += 1
    return counts


def documents(folder: Path) -> Iterator[Document]:
    """Yield the documents of a folder and the folders in it, by name; files without marked expressions are left out."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        source = path.read_text("utf-8", errors="replace")
        if "<TIMEX3" in source:
            yield timeml(path)
        elif "<TIMEX2" in source.upper():
            yield timex2(path)


def marked_folders(data: Path) -> list[Path]:
    """Return the corpora below `data/time` (below `data` where there is none), the one that was tuned on first."""
    base = data / "time" if (data / "time").is_dir() else data
    found = [path for path in base.iterdir() if path.is_dir()] if base.is_dir() else []
    corpora = [path for path in sorted(found) if next(documents(path), None)]
    if not corpora and base.is_dir() and next(documents(base), None):
        return [base]
    return sorted(corpora, key=lambda path: path.name != TUNED_ON)


def is_held(name: str) -> bool:
    """Whether a document belongs to the half that was not looked at during development."""
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 1


def found_in(document: Document, parse: Parse) -> list[Expression]:
    """Return what the normaliser finds in a document."""
    found = timexes(document.text, parse, published=document.published)
    return [
        Expression(start=t.start, end=t.end, type=t.type, value=t.value, text=document.text[t.start : t.end])
        for t in found
    ]


def scored(items: Iterable[Document], parses: Callable[[Document], Parse]) -> dict[str, Score]:
    """Score documents as a whole and by half."""
    scores = {"all": Score(), "dev": Score(), "held": Score()}
    for document in items:
        found = found_in(document, parses(document))
        for half in ("all", "held" if is_held(document.name) else "dev"):
            scores[half].add(document.name, document.gold, found)
    return scores


def no_parse(document: Document) -> Parse:
    """Return an empty parse: the normaliser splits the text itself."""
    del document
    return Parse()


def shipped_parse() -> Callable[[Document], Parse]:
    """Return the shipped reader as a function of the document."""
    from firsthand.read.reader.model import reader  # noqa: PLC0415  # its weights load only when asked for

    model = reader()
    return lambda document: model.parses([document.text])[0]


def cached(parses: Callable[[Document], Parse]) -> Callable[[Document], Parse]:
    """Return the same function, asking the reader once a document."""
    known: dict[str, Parse] = {}

    def parse(document: Document) -> Parse:
        if document.name not in known:
            known[document.name] = parses(document)
        return known[document.name]

    return parse


def event_figures(folder: Path, parses: Callable[[Document], Parse]) -> dict[str, float]:
    """Return how many linked events get the time they are linked to, in per cent."""
    counts: Counter[str] = Counter()
    for path in sorted(folder.rglob("*.tml")):
        document = timeml(path)
        parse = parses(document)
        found = timexes(document.text, parse, published=document.published)
        counts += event_time_counts(document.text, parse, found, dated_events(path))
    return {f"event_time.{name}": share(counts[name], counts.total()) for name in ("right", "other", "none")}


def arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m evals when", description=__doc__)
    parser.add_argument("--data", type=Path, default=None, help="folder laid out as corpora/ or its parent")
    parser.add_argument("--timex3", type=Path, default=None, help="folder of TimeML files instead of TBAQ")
    parser.add_argument("--timex2", type=Path, default=None, help="folder of WikiWars-style files instead of TBAQ")
    parser.add_argument("--no-parse", action="store_true", help="without the reader's tokens")
    parser.add_argument("--errors", choices=("value", "missed", "extra", "extent"), default=None)
    parser.add_argument("--half", choices=("all", "dev", "held"), default="dev", help="whose errors to show")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Score and print."""
    options = arguments(argv)
    given = options.timex3 or options.timex2
    folders = [given] if given else marked_folders(layout.corpora(options.data or Path()))
    if not folders:
        print(
            f"{options.data}: no TimeML or TIMEX2 files below time/; give --data, --timex3 or --timex2", file=sys.stderr
        )
        return 2
    read = no_parse if options.no_parse else shipped_parse()
    figures: dict[str, float] = {}
    for folder in folders:
        parses = cached(read)
        scores = scored(documents(folder), parses)
        if options.errors:
            show(scores[options.half], options.errors)
        found = {f"{half}.{name}": value for half, score in scores.items() for name, value in score.figures().items()}
        if not given:
            found |= event_figures(folder, parses)
        print(folder.name, json.dumps(found))
        figures |= found if folder == folders[0] else {f"{folder.name}.{name}": value for name, value in found.items()}
    low = below(figures) if folders[0].name == TUNED_ON and not given else {}
    for name, floor in low.items():
        print(f"below its floor: {name} {figures.get(name)}, floor {floor}", file=sys.stderr)
    print(json.dumps({"eval": "when", "corpora": [folder.name for folder in folders], **figures}))
    return 1 if low else 0


def below(figures: Mapping[str, float]) -> dict[str, float]:
    """Return the floors of evals/floors.json that TBAQ's figures do not reach."""
    path = Path(__file__).with_name("floors.json")
    floors: dict[str, float] = json.loads(path.read_text("utf-8")).get("when", {}) if path.exists() else {}
    return {name: floor for name, floor in floors.items() if figures.get(name, 0.0) < floor}


def show(score: Score, kind: str) -> None:
    """Print the errors of one kind, most frequent words first."""
    rows: dict[str, list[str]] = {}
    for name, g, f in score.pairs:
        if kind == "value" and g and f and not same_value(g, f):
            rows.setdefault(g.text.lower(), []).append(f"{g.value} != {f.value} [{f.text}] {name}")
        elif kind == "missed" and g and f is None:
            rows.setdefault(g.text.lower(), []).append(f"{g.type} {g.value} {name}")
        elif kind == "extra" and f and g is None:
            rows.setdefault(f.text.lower(), []).append(f"{f.type} {f.value} {name}")
        elif kind == "extent" and g and f and (g.start, g.end) != (f.start, f.end):
            rows.setdefault(g.text, []).append(f"[{f.text}] {name}")
    for words, cases in sorted(rows.items(), key=lambda row: -len(row[1])):
        print(f"{len(cases):3d} {words!r}")
        for case in cases[:8]:
            print("      ", case)


if __name__ == "__main__":
    sys.exit(main())
