"""Derivations told by a voice: a report that names nobody, and carries a voice that another newsroom heard."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from firsthand.core.evidence import Id
from firsthand.core.lineage import Derivation, Signal
from firsthand.data.outlets import outlets
from firsthand.trace.bodies import PUBLIC_OFFICE
from firsthand.trace.carriers import is_spokesman
from firsthand.trace.credits import institution, publisher
from firsthand.trace.origins import Spoken
from firsthand.trace.tracing import Tracing
from firsthand.trace.upstream import may_precede

LEAST_TOLD = 3  # claims of one body
SHARE_OF_A_STATEMENT = 0.75  # of a report's claims
SHARE = 0.3  # said of a report that carries a voice; how much of it the voice is, is not known
_POST = re.compile(r"\b(?:tweet\w*|on twitter|on x|x post|telegram|facebook)\b", re.IGNORECASE)
_NOBODY = frozenset({"it", "he", "she", "they", "we", "who", "this", "that"})  # where a name was read amiss
_NEAR = 160  # code points around a name in which its channel is looked for


def by_voice(
    found: Sequence[Spoken], carried: Mapping[Id, Collection[Id]], traced: Tracing, orphans: Collection[Id]
) -> tuple[Derivation, ...]:
    """Return, for reports with no known upstream, what follows from the persons who speak in them.

    An interview comes from the newsroom that had it, through any report; what all could hear was heard, by an outlet
    that is not known to have reporters, through the post or briefing itself.

    Args:
        found: All origins.
        carried: The reports that carry each.
        traced: What is known of the reports.
        orphans: Reports with no known upstream.

    Cost: O(reports that carry a person).
    """
    derived: list[Derivation] = []
    speaking: dict[Id, list[Spoken]] = defaultdict(list)
    for one in found:
        if one.voice.standing == "person" and one.voice.called.casefold() not in _NOBODY:
            for carrier in carried[one.origin.id]:
                speaking[carrier].append(one)
    for copy in sorted(orphans):
        report = traced.texts[copy].report
        if traced.newsrooms[copy].is_told or institution(report) is not None:
            continue
        known = publisher(report) is not None
        for one in speaking[copy]:
            public = is_spokesman(one)
            if public and not known:
                derived.append(_derived(copy, None, _channel(one, carried, traced), one))
            elif not public and one.voice.via_is_told and one.voice.via != traced.newsrooms[copy].own:
                row = outlets().rows.get(one.voice.via or "")
                derived += [_derived(copy, None, row.name, one)] if row else []
                first = _first_carrier(copy, carried[one.origin.id], traced)
                derived += [_derived(copy, first, None, one)] if first else []
    told = {derivation.copy for derivation in derived}
    return (*derived, *_of_bodies(found, traced, set(orphans) - told))


def _of_bodies(found: Sequence[Spoken], traced: Tracing, orphans: Collection[Id]) -> Iterator[Derivation]:
    """Yield that a report is an account of one body's public word, as nearly all that it tells is that."""
    own: dict[Id, list[Spoken]] = defaultdict(list)
    for one in found:
        for voice in one.voices:
            if voice.report in orphans:
                own[voice.report].append(one)
    for copy, voices in sorted(own.items()):
        count = Counter(one.origin.id for one in voices)
        main = max(voices, key=lambda one: (count[one.origin.id], one.origin.id))
        is_body = main.voice.standing == "body" and is_spokesman(main)
        enough = count[main.origin.id] >= max(LEAST_TOLD, SHARE_OF_A_STATEMENT * len(voices))
        if is_body and enough and not traced.newsrooms[copy].is_told and institution(traced.texts[copy].report) is None:
            yield _derived(copy, None, main.voice.source.name, main)


def _derived(copy: Id, source: Id | None, name: str | None, one: Spoken) -> Derivation:
    signal = Signal(name="same voice", weight=3.0, note=one.voice.source.name)
    return Derivation(copy=copy, source=source, name=name, kind="same-voice", share=SHARE, signals=(signal,))


def _first_carrier(copy: Id, carriers: Collection[Id], traced: Tracing) -> Id | None:
    texts = traced.texts
    others = [i for i in carriers if i != copy and may_precede(texts[i], texts[copy])]
    return min(others, key=lambda i: (texts[i].report.published or "9999", i), default=None)


def _channel(one: Spoken, carried: Mapping[Id, Collection[Id]], traced: Tracing) -> str:
    """Return where the voice was heard by all: `Twitter (Fawad Aman)`, `Pentagon briefing`."""
    last = one.voice.called.split()[-1]
    body = re.compile(rf"((?:[A-Z][\w.]*\s+)+)(?:[a-z]+\s+)?{PUBLIC_OFFICE}\W+(?:\w+\W+){{0,2}}{re.escape(last)}\b")
    whole = re.compile(rf"\b([A-Z][\w'-]+\s+{re.escape(last)})\b")
    names, bodies = [], []
    for report in sorted(carried[one.origin.id]):
        text = traced.texts[report].report.text
        names += whole.findall(text)
        bodies += [match.strip() for match in body.findall(text)]
        names = [one.voice.called] if one.voice.called in names else names
        for match in re.finditer(re.escape(last), text):
            if _POST.search(text[max(0, match.start() - _NEAR) : match.end() + _NEAR]):
                return f"Twitter ({names[0] if names else last})"
    return (
        f"{min(bodies, key=lambda b: (len(b), b))} briefing" if bodies else f"{names[0] if names else last}, in public"
    )
