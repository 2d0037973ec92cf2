"""From credits and likenesses to derivations: whom each report goes back to, nearest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from firsthand.core.evidence import Id, Quote, Report, Span
from firsthand.core.lineage import Derivation, Signal
from firsthand.data.outlets import outlets
from firsthand.trace.copies import SHARE_RETOLD, Likeness
from firsthand.trace.credits import Credit, institution, publisher
from firsthand.trace.fingerprints import Fingerprint
from firsthand.trace.near import are_near
from firsthand.trace.texts import Text

CARRIES = 0.6  # share from which a report counts as a carrier of the upstream that it names
SHARE_OF_AN_AGENCY = 0.5  # of a report that stands in one which names one agency alone, wherever it names it
TOLD_AGAIN = 3  # days up to which a text is told again; of six pairs 4 to 8 days apart one has more than the background
SHARE_LATER = 0.5  # unless it is this much of the copy; cases: formal statements a month apart share 0.33
SHARE_OF_A_VERSION = 0.85  # of one print of an agency's story; seven cases: the one true pair 0.91, the next 0.76
VERBATIM_OF_A_VERSION = 0.2  # the true pair 0.27
VERBATIM_OF_A_PRINT = 0.5  # of the shorter; ten cases: the true pair 0.54, the next 0.31
SOURCES_KEPT = 3  # reports of the pile that one report is said to derive from, at most
SHARE_BY_PRINT = 0.3  # said of a report that has another's rare facts; how much of it they are is not known
PROOFS = 3  # quotes kept on each side
FIRST_LINES = 200  # code points


def derivations(
    texts: Mapping[Id, Text],
    named: Mapping[Id, Sequence[Credit]],
    likenesses: Sequence[Likeness],
    prints: Sequence[Fingerprint] = (),
) -> tuple[Derivation, ...]:
    """Return every derivation, those of one report together and nearest upstream first.

    Args:
        texts: The reports, by id.
        named: Whom each report names, in the order in which it names them.
        likenesses: What pairs of reports have in common; each pair once.
        prints: Whose rare facts a report has that names nobody; used where nothing else is known.

    Returns:
        Reports in the order of their ids. A report that goes back to a carrier of an agency's text, and does not say
        so, goes back to the agency first: which of the agency's carriers it read cannot be known.

    Cost: O(n + m log m) in reports and likenesses.
    """
    sources: dict[Id, list[tuple[float, Id, Likeness]]] = defaultdict(list)
    telling: dict[Id, list[tuple[float, Id, Likeness]]] = defaultdict(list)
    for like in likenesses:
        copy, source = _directed(texts[like.a], texts[like.b], named, like)
        sources[copy].append((like.share_of(copy), source, like))
        if like.share_of(source) >= CARRIES and not named[source] and only_agency(named[copy]):
            telling[source].append((like.share_of(source), copy, like))
    by_print = {one.copy: one for one in prints}
    found: list[Derivation] = []
    for copy in sorted(texts):
        own = _of_one(texts, named, copy, sorted(sources[copy], key=lambda s: (-s[0], s[1])))
        own += _told_later(texts, named, copy, telling[copy]) if not own else []
        if not own and copy in by_print and institution(texts[copy].report) is None:
            own = [_by_print(by_print[copy])]
        found += own
    return tuple(found)


def as_version(like: Likeness, texts: Mapping[Id, Text], named: Mapping[Id, Sequence[Credit]]) -> Likeness:
    """Return two prints of one agency's story of one day as one text.

    An agency sends a story anew as it grows: the later version supersedes the earlier. Either nearly all of one is in
    the other and both are signed, or half is word for word and the one that is not signed names nobody.
    """
    if like.kind == "same-text" or texts[like.a].report.published_day != texts[like.b].report.published_day:
        return like
    whole = [{c.ref for c in named[i] if c.manner == "whole" and _is_agency(c)} for i in (like.a, like.b)]
    nearly_all = max(like.share_of_a, like.share_of_b) >= SHARE_OF_A_VERSION and like.verbatim >= VERBATIM_OF_A_VERSION
    is_hidden = any(whole) and like.verbatim >= VERBATIM_OF_A_PRINT and not all(named[i] for i in (like.a, like.b))
    is_version = (nearly_all and whole[0] & whole[1]) or is_hidden
    return replace(like, kind="same-text") if is_version else like


def carried(credits_: Sequence[Credit]) -> tuple[Credit, ...]:
    """Return the upstreams whose account a report is as a whole, nearest first: of `X, citing Y` both."""
    whole = [credit for credit in credits_ if credit.share >= CARRIES]
    if whole and whole[0].manner == "whole":
        early = [c for c in credits_ if c.manner == "told" and c.spans and c.spans[0].start < FIRST_LINES]
        return whole[0], *early[:1]
    return tuple(whole[:1])


def _of_one(
    texts: Mapping[Id, Text],
    named: Mapping[Id, Sequence[Credit]],
    copy: Id,
    sources: Sequence[tuple[float, Id, Likeness]],
) -> list[Derivation]:
    if institution(texts[copy].report) is not None:
        return []
    mine = {credit.ref or credit.name for credit in named[copy]}
    own, day = publisher(texts[copy].report), texts[copy].report.published_day
    is_an_agencys = any(_is_agency(credit) for credit in carried(named[copy]))
    found = [_credited(texts[copy].report, credit) for credit in named[copy]]
    kept: list[Derivation] = []
    hidden: set[str] = set()
    for share, source, like in sources:
        is_near = are_near(day, texts[source].report.published_day, TOLD_AGAIN)
        least = SHARE_RETOLD if is_near else SHARE_LATER
        if like.kind != "same-text" and (is_an_agencys or share < least):
            continue  # what is an agency's account already does not come from another's carrier
        behind = carried(named[source])[-1:] or (only_agency(named[source]) if share >= SHARE_OF_AN_AGENCY else ())
        for credit in behind:
            key = credit.ref or credit.name
            if key not in mine | hidden and (own is None or key != own.ref):
                hidden.add(key)
                found.append(_through(texts, credit, like, (copy, share)))
        if like.kind == "same-text" or not mine & {credit.ref or credit.name for credit in named[source]}:
            kept.append(_copied(texts[copy], texts[source], like, share))
    return found + kept[:SOURCES_KEPT]


def _told_later(
    texts: Mapping[Id, Text],
    named: Mapping[Id, Sequence[Credit]],
    copy: Id,
    others: Sequence[tuple[float, Id, Likeness]],
) -> list[Derivation]:
    """Return the agency behind a report that names nobody, as another that tells most of the same names one.

    Two outlets that print one agency's story on the same days have it from the agency, whoever was first.
    """
    own, day = publisher(texts[copy].report), texts[copy].report.published_day
    if institution(texts[copy].report) is not None or (own is not None and own.kind == "agency"):
        return []
    near = [o for o in others if are_near(day, texts[o[1]].report.published_day, TOLD_AGAIN)]
    share, other, like = max(near, key=lambda o: (o[0], o[1]), default=(0.0, None, None))
    if other is None or like is None:
        return []
    return [_through(texts, credit, like, (copy, share)) for credit in only_agency(named[other])]


def only_agency(credits_: Sequence[Credit]) -> tuple[Credit, ...]:
    """Return the one agency that a report names, if it is one: most of its text then is likely to be that agency's."""
    agencies = tuple(credit for credit in credits_ if _is_agency(credit))
    return agencies if len(agencies) == 1 else ()


def _is_agency(credit: Credit) -> bool:
    row = outlets().rows.get(credit.ref or "")
    return row is not None and row.kind == "agency"


def _through(texts: Mapping[Id, Text], credit: Credit, like: Likeness, copied: tuple[Id, float]) -> Derivation:
    """Return that a report goes back to an upstream which it does not name, as its facts stand in a carrier of it."""
    copy, share = copied
    note = f"{share:.0%} of it stands in a report that names {credit.name}"
    return Derivation(
        copy=copy,
        source=None,
        name=credit.name,
        kind=like.kind,
        share=round(share, 3),
        proof=_proof(texts, like, copy),
        signals=(Signal(name="facts of a carrier", weight=round(4 * share, 2), note=note),),
    )


def _by_print(one: Fingerprint) -> Derivation:
    return Derivation(
        copy=one.copy,
        source=one.source,
        kind="same-voice" if one.is_translation else "rewritten",
        share=SHARE_BY_PRINT,
        signals=one.signals,
    )


def _credited(report: Report, credit: Credit) -> Derivation:
    weight, note = (4.0, "dateline, byline or sign-off") if credit.manner == "whole" else (3.0, "named in the text")
    return Derivation(
        copy=report.id,
        source=None,
        name=credit.name,
        kind="credited",
        share=credit.share,
        proof=tuple(report.quote(span) for span in credit.spans[:PROOFS] if span.end),
        signals=(Signal(name="credit", weight=weight, note=note),),
    )


def _copied(copy: Text, source: Text, like: Likeness, share: float) -> Derivation:
    signals = [
        Signal(name="same sentences", weight=round(6 * like.verbatim, 2), note=f"{like.verbatim:.0%} word for word")
    ]
    signals.append(
        Signal(name="same facts", weight=round(4 * share, 2), note=f"{share:.0%} of the copy told there too")
    )
    return Derivation(
        copy=copy.report.id,
        source=source.report.id,
        kind=like.kind,
        share=round(share, 3),
        proof=_proof({copy.report.id: copy, source.report.id: source}, like, copy.report.id),
        signals=tuple(signals),
    )


def _proof(texts: Mapping[Id, Text], like: Likeness, copy: Id) -> tuple[Quote, ...]:
    """Return the best matching sentences, the copy's and the source's in turn."""
    quotes: list[Quote] = []
    used: set[Span] = set()
    for match in sorted(like.matches, key=lambda m: (-m.score, m.a, m.b)):
        mine, other = (match.a, match.b) if copy == like.a else (match.b, match.a)
        if mine in used:
            continue
        used.add(mine)
        source = like.b if copy == like.a else like.a
        quotes += [texts[copy].report.quote(mine), texts[source].report.quote(other)]
        if len(used) == PROOFS:
            break
    return tuple(quotes)


def _directed(a: Text, b: Text, named: Mapping[Id, Sequence[Credit]], like: Likeness) -> tuple[Id, Id]:
    """Return copy and source.

    A body's own words are the source; else time tells, else who carries an agency's whole text, else the longer is
    the later one.
    """
    own_words = [institution(text.report) is not None for text in (a, b)]
    if own_words[0] != own_words[1]:
        return (b.report.id, a.report.id) if own_words[0] else (a.report.id, b.report.id)
    by_time = compared(a.report, b.report)
    if by_time:
        return (a.report.id, b.report.id) if by_time > 0 else (b.report.id, a.report.id)
    whole = [any(credit.manner == "whole" for credit in named[text.report.id]) for text in (a, b)]
    if whole[0] != whole[1]:
        return (b.report.id, a.report.id) if whole[0] else (a.report.id, b.report.id)
    longer = len(a.report.text) > len(b.report.text)
    if len(a.report.text) == len(b.report.text):
        longer = a.report.id > b.report.id
    is_version = like.kind == "same-text"
    # A later, longer version of a wire story supersedes the earlier; of two tellings the shorter is the digest.
    return (a.report.id, b.report.id) if longer == is_version else (b.report.id, a.report.id)


def may_precede(first: Text, second: Text) -> bool:
    """Whether a text may have come out before another: not if the dates say that it is later."""
    return compared(first.report, second.report) <= 0


def compared(a: Report, b: Report) -> int:
    """Return 1 if a came out later than b, -1 if earlier, 0 if the dates do not tell."""
    if a.published is None or b.published is None:
        return 0
    if len(a.published) > len("YYYY-MM-DD") and len(b.published) > len("YYYY-MM-DD"):
        return (a.published > b.published) - (a.published < b.published)
    first, second = a.published_day or "", b.published_day or ""
    return (first > second) - (first < second)
