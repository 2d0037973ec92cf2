"""`python -m evals where --data DIR [--gold-toponyms]`: how well places are found, resolved and given to events.

DIR holds `place/*.xml` (LGL, GeoWebNews, TR-News, GeoVirus in their own forms) and `place/event-location/`.
Prints one JSON line last. For each XML file: `accuracy` (share of names within 161 km of their point: of all given
names with `--gold-toponyms`, else of those that were found), `end_to_end` (share of all names that were found and put
within 161 km), `recall` and `precision` of the names, `texts_a_second` on one thread without the reader.
For the event sentences: precision, recall and F1 of the places given to events.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from evals import layout
from evals.loaders.places import EventSentence, PlacedText, event_sentences, placed_texts
from firsthand.core.evidence import Span
from firsthand.core.parse import Parse, Sentence, Toponym
from firsthand.read.gazetteer.gazetteer import Gazetteer, gazetteer, metres_between
from firsthand.read.where.toponyms import event_places, resolved, toponyms

NEAR_KM = 161.0
"""A hundred miles: the usual bound of the field."""
BATCH = 32


def main(argv: list[str] | None = None) -> int:
    """Measure, print, return 0."""
    parser = argparse.ArgumentParser(prog="python -m evals where", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of corpora")
    parser.add_argument("--gold-toponyms", action="store_true", help="resolve the names that the corpus gives")
    parser.add_argument("--no-reader", action="store_true", help="find names without the trained reader")
    parser.add_argument("--every", type=int, default=1, help="take only each n-th text")
    options = parser.parse_args(argv)
    corpora = layout.corpora(options.data)
    places = corpora / "place" if (corpora / "place").is_dir() else corpora
    known = gazetteer()
    found: dict[str, dict[str, float]] = {}
    for path in sorted(places.rglob("*.xml")):
        texts = list(placed_texts(path))[:: options.every]
        parses = _parses([one.text for one in texts], use_reader=not (options.no_reader or options.gold_toponyms))
        measure = given if options.gold_toponyms else raw
        found[path.stem] = measure(texts, parses, known)
        print(path.stem, found[path.stem], flush=True)
    for path in sorted(places.rglob("event-location*/*.jsonl")):
        if options.gold_toponyms:
            break
        sentences = list(event_sentences(path))[:: options.every]
        parses = _parses([one.text for one in sentences], use_reader=not options.no_reader)
        found[f"event-location/{path.stem}"] = events(sentences, parses, known)
    print(json.dumps(found))
    return 0


def given(texts: Sequence[PlacedText], parses: Sequence[Parse], known: Gazetteer) -> dict[str, float]:
    """Resolve the names that the corpus gives."""
    away: list[float] = []
    started = time.perf_counter()
    for one, parse in zip(texts, parses, strict=True):
        places = resolved(one.text, [gold.span for gold in one.toponyms], parse, known)
        away += [kilometres(place, gold.lat, gold.lon) for place, gold in zip(places, one.toponyms, strict=True)]
    seconds = time.perf_counter() - started
    return {
        "names": len(away),
        "accuracy": _share(away),
        "median_km": float(np.median(away)) if away else 0.0,
        "texts_a_second": round(len(texts) / seconds, 1),
        "skipped": sum(one.skipped for one in texts),
    }


def raw(texts: Sequence[PlacedText], parses: Sequence[Parse], known: Gazetteer) -> dict[str, float]:
    """Find and resolve names in the bare texts."""
    away: list[float] = []
    names = right = guessed = 0
    started = time.perf_counter()
    found = [toponyms(one.text, parse, known, with_demonyms=True) for one, parse in zip(texts, parses, strict=True)]
    seconds = time.perf_counter() - started
    for one, places in zip(texts, found, strict=True):
        names += len(one.toponyms)
        guessed += len(places)
        right += sum(any(_meets(place, gold.span) for gold in one.toponyms) for place in places)
        for gold in one.toponyms:
            match = next((place for place in places if _meets(place, gold.span)), None)
            if match is not None:
                away.append(kilometres(match, gold.lat, gold.lon))
    return {
        "names": names,
        "accuracy": _share(away),
        "end_to_end": round(sum(km <= NEAR_KM for km in away) / max(1, names), 4),
        "recall": round(len(away) / max(1, names), 4),
        "precision": round(right / max(1, guessed), 4),
        "texts_a_second": round(len(texts) / seconds, 1),
    }


def events(sentences: Sequence[EventSentence], parses: Sequence[Parse], known: Gazetteer) -> dict[str, float]:
    """Give places to the events of single sentences; a place counts once a sentence, however many events it has.

    The annotators left out places of events that have one ("was killed in al-Bab": none), so precision is lower than it
    should be; `f1_placed` looks at sentences with a place only.
    """
    right = guessed = guessed_placed = wanted = 0
    for one, parse in zip(sentences, parses, strict=True):
        named = toponyms(one.text, parse, known)
        chosen = {
            place.start: place for trigger in one.events for place in event_places(trigger, one.text, parse, named)
        }
        gold = [span for span in one.places if span.end - span.start > 1]  # the corpus holds some slips of a letter
        guessed += len(chosen)
        guessed_placed += len(chosen) if gold else 0
        wanted += len(gold)
        right += sum(any(_meets(place, span) for place in chosen.values()) for span in gold)
    recall = right / max(1, wanted)
    return {
        "sentences": len(sentences),
        "precision": round(right / max(1, guessed), 4),
        "recall": round(recall, 4),
        "f1": _f1(right / max(1, guessed), recall),
        "f1_placed": _f1(min(1.0, right / max(1, guessed_placed)), recall),
    }


def _f1(precision: float, recall: float) -> float:
    return round(2 * precision * recall / max(1e-9, precision + recall), 4)


def kilometres(place: Toponym, lat: float, lon: float) -> float:
    """Return how far a toponym was put from a point; infinite where it was put nowhere."""
    if place.place.lat is None or place.place.lon is None:
        return float("inf")
    return float(metres_between(lat, lon, np.array([place.place.lat]), np.array([place.place.lon]))[0]) / 1000


def _meets(place: Toponym, span: Span) -> bool:
    return place.start < span.end and span.start < place.end


def _share(away: Sequence[float]) -> float:
    return round(sum(km <= NEAR_KM for km in away) / max(1, len(away)), 4)


def _parses(texts: Sequence[str], *, use_reader: bool) -> list[Parse]:
    if not use_reader:
        return [Parse(sentences=(Sentence(start=0, end=len(text), tokens=()),)) for text in texts]
    from firsthand.read.reader.model import reader  # noqa: PLC0415 - the weights are heavy, and not always wanted

    trained = reader()
    parsed: list[Parse] = []
    for start in range(0, len(texts), BATCH):
        parsed += trained.parses(texts[start : start + BATCH])
    return parsed
