"""When two claims that name a voice go back to one: by its name, its description, or a sentence told again."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from firsthand.core.claim import Claim
from firsthand.core.evidence import Id
from firsthand.trace.copies import Likeness
from firsthand.trace.inside import Inside
from firsthand.trace.near import ONE_TIME, are_near, days_between
from firsthand.trace.texts import Text, numbered
from firsthand.trace.voices import Voice, is_spokesman_by_name

ONE_STATEMENT = 0  # `near.ONE_TIME` of days on which bodies and spokesmen are said to have spoken; they speak every day
ONE_PRINT = 2  # `near.ONE_TIME` where their day is not told
IN_PRINT = 3  # days for which an interview is quoted by those who do not say whose it was
STILL_COPIED = 8  # days after a newsroom's own report in which copies of it still appear; worlds: up to 5
LONG_COPIED = 21  # days after which a sentence of a newsroom's own report may still be told again; worlds: up to 18
QUOTED_WORDS = 8  # of one quotation, in a row
QUOTED_KEPT = 4  # of so many places in a quotation one is compared, besides its beginning
_SHOWN = frozenset({"be-present", "hold", "operate", "seize", "arrive"})
_SPREAD = re.compile(
    r"\b(?:posted|circulat\w+|social media|shared|released|published|geolocated|verified|online|telegram)\b",
    re.IGNORECASE,
)
LEAST_DESCRIBED = 3  # content words that make the description of an unnamed voice its own
SHARE_DESCRIBED = 0.4  # of all words in two descriptions that are in both; cases: 0.4, worlds: other voices up to 0.33

TRADES = frozenset(
    {"milita", "securi", "diplom", "admini", "intell", "govern", "medica", "police", "rebel", "kurdis", "local"}
)
"""What an unnamed voice is; two that have none in common are two."""
_WORD = re.compile(r"\w+")
Pair = tuple[Id, Id]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The claims of one voice at one time."""

    claims: tuple[Id, ...]
    who: tuple[str, ...]
    """What the voice is known by; two parts of one are two times, and never one origin."""
    time: int | None
    """Which time of the voice; None = late copies, of one of them."""


def keyed(voices: Sequence[Voice]) -> list[Part]:
    """Return claims by voice and time: names across newsrooms, descriptions and own eyes inside one.

    What all could hear (a spokesman) is one origin; an interview belongs to the newsroom that had it.

    Cost: O(n log n).
    """
    firsts = _first_names(voices)
    public = {voice.name for voice in voices if voice.is_public and voice.standing == "person"}
    loose: dict[tuple[str, ...], list[Voice]] = defaultdict(list)
    for voice in voices:
        loose[_key(voice, firsts)].append(voice)
    parts: list[Part] = []
    for key, members in loose.items():
        is_public = key[0] == "body" or (key[0] == "person" and key[1] in public)
        for time, spoken in statements(members) if is_public else times(members):
            if key[0] == "anonymous":
                same = _alike(spoken)
            elif key[0] == "person" and key[1] not in public:
                same = _interviews(spoken)
            else:
                same = [spoken]
            parts += [Part(claims=tuple(voice.claim for voice in part), who=key, time=time) for part in same]
    return parts


def _interviews(voices: Sequence[Voice]) -> list[list[Voice]]:
    """Part one person's claims by the newsroom that heard them; where none is told, the fullest part takes them."""
    parts: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        if voice.via_is_told:
            parts[voice.via or ""].append(voice)
    alone: list[Voice] = []
    fullest = max(parts, key=lambda via: (len(parts[via]), via), default="")
    told = list(parts[fullest]) if parts else []
    for voice in voices:
        if not voice.via_is_told:
            near = any(are_near(voice.around, other.around, IN_PRINT) for other in told)
            (parts[fullest] if near else alone).append(voice)
    return [*(parts[via] for via in sorted(parts)), *([alone] if alone else [])]


def told_again(of: Mapping[Id, Claim], voices: Mapping[Id, Voice], likenesses: Sequence[Likeness]) -> list[Pair]:
    """Return claims on sentences that say the same in two reports, unless each names another voice; best ones first."""
    found = []
    for mine, other, score, like in matched(of, likenesses):
        a, b = voices[mine], voices[other]
        if "press" not in (a.standing, b.standing) and _may_be_one(a, b, like):
            found.append((-score, mine, other))
    return [(mine, other) for _, mine, other in sorted(found)]


def quoted_again(of: Mapping[Id, Claim], voices: Mapping[Id, Voice], texts: Mapping[Id, Text]) -> Iterator[Pair]:
    """Yield claims of one voice, by name or described alike, that rest on one quotation in two reports.

    However late it is printed again, it was said once.
    """
    inside = Inside(claim for claim in of.values() if voices[claim.id].standing in {"person", "anonymous"})
    first: dict[int, Id] = {}
    for report, text in sorted(texts.items()):
        for span in text.quotes:
            claims = inside.on(report, span)
            words = _WORD.findall(span.of(text.report.text).casefold()) if claims else []
            for start in range(len(words) - QUOTED_WORDS + 1):
                said = numbered(" ".join(words[start : start + QUOTED_WORDS]))
                if start and said % QUOTED_KEPT:
                    continue
                for claim in claims:
                    voice = voices[claim.id]
                    described = sorted(voice.words) if voice.standing == "anonymous" else ()
                    who = hash((said, numbered(" ".join((voice.name, *described)))))
                    other = first.setdefault(who, claim.id)
                    if of[other].report != report and are_near(voice.around, voices[other].around, LONG_COPIED):
                        yield other, claim.id


def shown_again(of: Mapping[Id, Claim], voices: Sequence[Voice]) -> Iterator[Pair]:
    """Yield claims on a recording that all could see, where two newsrooms tell that it shows one party at one time.

    Whose it was is seldom told; what it shows of a party standing somewhere is told by all who saw it.
    """
    known: dict[str, list[Voice]] = defaultdict(list)
    for voice in sorted(voices, key=lambda v: (v.around or "", v.claim)):
        claim = of[voice.claim]
        shown = next((p.ref for p in claim.participants if p.role == "agent" and p.ref), None)
        if voice.standing == "footage" and shown and claim.mention.kind in _SHOWN and _SPREAD.search(claim.quote.text):
            known[shown].append(voice)
    for same in known.values():
        for first, other in pairwise(same):
            if first.report != other.report and are_near(first.around, other.around, ONE_PRINT):
                yield first.claim, other.claim


def described_again(voices: Sequence[Voice]) -> Iterator[Pair]:
    """Yield claims of unnamed voices described alike in detail, one of them in a report that hides who heard it."""
    known: dict[tuple[frozenset[str], int | None], list[Voice]] = defaultdict(list)
    for voice in voices:
        if voice.standing == "anonymous" and len(voice.words) >= LEAST_DESCRIBED:
            known[(voice.words, voice.source.count_low)].append(voice)
    for same in known.values():
        told = [voice for voice in same if voice.via_is_told]
        rooms = {voice.via for voice in told}
        if len(rooms) != 1:
            continue
        for voice in same:
            near = next((other for other in told if are_near(voice.around, other.around)), None)
            if not voice.via_is_told and near is not None:
                yield near.claim, voice.claim


def matched(of: Mapping[Id, Claim], likenesses: Sequence[Likeness]) -> Iterator[tuple[Id, Id, float, Likeness]]:
    """Yield claims of one kind that rest on sentences which are each other's best match in two reports."""
    inside = Inside(of.values())
    for like in sorted(likenesses, key=lambda k: (k.a, k.b)):
        matches = list(like.stretches())
        best_a: dict[int, float] = defaultdict(float)
        best_b: dict[int, float] = defaultdict(float)
        for a, _, b, _, score in matches:
            best_a[a], best_b[b] = max(best_a[a], score), max(best_b[b], score)
        for a, a_end, b, b_end, score in matches:
            if score < max(best_a[a], best_b[b]):
                continue
            mines = inside.between(like.a, a, a_end)
            others = inside.between(like.b, b, b_end) if mines else ()
            for mine in mines:
                kind = mine.mention.kind
                yield from ((mine.id, other.id, score, like) for other in others if kind == other.mention.kind)


def _may_be_one(a: Voice, b: Voice, like: Likeness) -> bool:  # noqa: PLR0911  # one line a reason
    """Whether two voices on like sentences may be one: not if each has its own name, newsroom or description."""
    if not are_near(a.around, b.around, ONE_TIME if a.is_original == b.is_original else LONG_COPIED):
        return False
    if "person" in (a.standing, b.standing) or a.standing == b.standing == "body":
        other_first = a.first and b.first and a.first != b.first
        return a.standing == b.standing and a.name == b.name and not other_first
    if a.via_is_told and b.via_is_told and a.via != b.via and (a.words != b.words or like.kind != "same-text"):
        return False
    if a.standing != b.standing and {a.standing, b.standing} != {"anonymous", "body"}:
        return not a.words or not b.words
    if a.standing == b.standing and (a.words <= b.words or b.words <= a.words):
        return True
    trades = (a.words & TRADES, b.words & TRADES)
    counts = (a.source.count_low, b.source.count_low)
    if a.standing != "anonymous" or (all(trades) and not trades[0] & trades[1]):
        return a.standing != b.standing
    if None not in counts and counts[0] != counts[1]:
        return False
    return len(a.words & b.words) >= max(2, SHARE_DESCRIBED * len(a.words | b.words))


def _key(voice: Voice, firsts: Mapping[str, Counter[str]]) -> tuple[str, ...]:
    """Return what a voice is grouped by before its time is looked at."""
    heard = voice.via or voice.report
    if voice.standing == "person":
        first = voice.first or firsts[voice.name].most_common(1)[0][0]
        several = len([name for name in firsts[voice.name] if name]) > 1
        return voice.standing, voice.name, first if several else ""
    if voice.standing == "body":
        about = (voice.standing, voice.name)
        return about if voice.is_public else (*about, heard if voice.via_is_told else voice.report)
    return voice.standing, heard, voice.story


def _first_names(voices: Iterable[Voice]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for voice in voices:
        if voice.standing == "person":
            found[voice.name][voice.first] += 1
    for counter in found.values():
        if len(counter) > 1:
            counter.pop("", None)
    return found


def statements(voices: Sequence[Voice]) -> list[tuple[int | None, list[Voice]]]:
    """Cut the claims of a voice that all can hear, and that speaks every day, by the days on which it spoke.

    Where no day of speaking is told, a claim goes to the last statement before it, unless its report has the voice tell
    of a later day, or, of a body or spokesman, tells of a later day itself; what is left is cut as other voices are.
    """
    parts: list[list[Voice]] = []
    for voice in sorted((v for v in voices if v.spoke), key=lambda v: (v.spoke or "", v.claim)):
        if parts and days_between(parts[-1][0].spoke or "", voice.spoke or "") <= ONE_STATEMENT:
            parts[-1].append(voice)
        else:
            parts.append([voice])
    days = [part[0].spoke or "" for part in parts]
    floor: dict[Id, str] = defaultdict(str)
    for voice in voices:
        is_daily = voice.standing == "body" or is_spokesman_by_name(voice.source)
        told = voice.happened or (voice.latest if is_daily else None)
        floor[voice.report] = max(floor[voice.report], told or "")
    rest, kinds = [], [{voice.kind for voice in part} for part in parts]
    for voice in (v for v in voices if not v.spoke):
        day = voice.around or ""
        last = bisect_right(days, day) - 1
        near = ONE_TIME if last >= 0 and voice.kind in kinds[last] else 1
        if last >= 0 and days[last] >= floor[voice.report] and days_between(days[last], day) <= near:
            parts[last].append(voice)
        else:
            rest.append(voice)
    others = [
        (None if n is None else n + len(parts), part)
        for n, part in times(rest, ONE_PRINT, of_kind=rest[0].standing == "body" if rest else False)
    ]
    return [*enumerate(parts), *others]


def times(
    voices: Sequence[Voice], gap: int = ONE_TIME, *, of_kind: bool = False
) -> list[tuple[int | None, list[Voice]]]:
    """Cut one voice's claims where it is silent for more than `gap` days; `of_kind`, on acts of that kind.

    Times are numbered; late copies have no number.

    Where the newsroom's own reports are in the pile, their days decide, and copies go to the last of them before;
    undated claims go to the first part that ends after what they tell had happened, else to the last.
    """
    dated = sorted((voice.around, voice.claim, voice) for voice in voices if voice.around)
    originals = [row for row in dated if row[2].is_original] or [row for row in dated if not row[2].is_cited]
    parts = _chained(originals or dated, gap, of_kind=of_kind)
    if not parts:
        return [(0, list(voices))] if voices else []
    begins = [part[0].around or "" for part in parts]
    ends = [part[-1].around or "" for part in parts]
    late = []
    for row in dated if originals else ():
        day, _, voice = row
        before = max((i for i, begin in enumerate(begins) if begin <= day), default=0)
        if row in originals:
            continue
        if days_between(day, begins[0]) <= 1 and abs(days_between(ends[before], day)) <= STILL_COPIED:
            parts[before].append(voice)
        else:
            late.append(row)
    for voice in voices:
        if not voice.around:
            after = voice.after or ""
            parts[next((i for i, end in enumerate(ends) if end >= after), len(ends) - 1)].append(voice)
    return [*enumerate(parts), *((None, part) for part in _chained(late, gap, of_kind=of_kind))]


def _chained(dated: Sequence[tuple[str, Id, Voice]], gap: int, *, of_kind: bool = False) -> list[list[Voice]]:
    """Cut voices, earliest first, where more than so many days lie between two, or on other acts."""
    parts: list[list[Voice]] = []
    for *_, voice in dated:
        if parts and _goes_on(parts[-1], voice, gap, of_kind=of_kind):
            parts[-1].append(voice)
        else:
            parts.append([voice])
    return parts


def _alike(voices: Sequence[Voice]) -> list[list[Voice]]:
    """Join unnamed voices of one newsroom whose descriptions do not exclude one another; a bare `sources` fits most."""
    count = Counter(voice.words for voice in voices)
    kinds = sorted(count, key=lambda words: (-len(words), sorted(words)))
    head: dict[frozenset[str], frozenset[str]] = {}
    for words in kinds:
        wider = [other for other in kinds if words < other]
        best = max(wider, key=lambda other: (count[other], sorted(other)), default=words)
        head[words] = head.get(best, best)
    parts: dict[frozenset[str], list[Voice]] = defaultdict(list)
    for voice in voices:
        parts[head[voice.words]].append(voice)
    return [parts[words] for words in sorted(parts, key=sorted)]


def _goes_on(part: Sequence[Voice], voice: Voice, gap: int, *, of_kind: bool) -> bool:
    apart = days_between(part[-1].around or "", voice.around or "")
    return apart <= (gap if not of_kind or voice.kind in {other.kind for other in part} else 0)
