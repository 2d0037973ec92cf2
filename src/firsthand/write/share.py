"""What may leave the desk: a copy of the brief without private names, pooled descriptors and live places."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from firsthand.core.errors import FirsthandError
from firsthand.write.page import page
from firsthand.write.prose import markdown
from firsthand.write.share_names import MARK, folded, private_names, tokens
from firsthand.write.share_text import Target, indexed, redacted_report, redactor
from firsthand.write.view import Json, View, view

FRESH = timedelta(hours=72)
SENSITIVE = re.compile(
    r"\b(hospital|clinic|shelter|camp|refuge|medical|field hospital|dispensary|safe house)\b", re.IGNORECASE
)
SENSITIVE_KINDS = frozenset({"hospital", "clinic", "shelter", "camp", "medical"})
DISTRICT_DEG = 0.25
DISTRICT_M = 25_000.0
TOWN = re.compile(rb"<text[^>]*class=\"town[^>]*>[^<]*</text>")
"""Towns of the base map, which stand on it whatever the case is about."""
PLACE_MARK = "[place withheld]"
SOURCE_MARK = "[an unnamed source]"
UNNAMED = "an unnamed source"
NOT_FOR_SHARING = "file"


class SharedCopyLeaks(FirsthandError):
    """A shared copy still holds something that is withheld; nothing is written."""

    def __init__(self, file: str, count: int) -> None:
        super().__init__(
            f"{file}: {count} withheld names or places still stand in it; nothing was written, report this as a bug"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """Something that is shared although the rules would withhold it, and why; goes into the ledger."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A copy that may leave the desk; `withheld` counts by what stands instead, and holds no name."""

    brief: dict[str, Any]
    withheld: Mapping[str, int]
    overrides: tuple[Override, ...]
    secrets: tuple[str, ...]
    """What must not stand in any file of the copy; stays at the desk."""


def share(brief: Json, *, overrides: Sequence[Override] = (), today: str | None = None) -> Shared:
    """Return a copy of the brief with private and junior people by role and live or sensitive places by district.

    Args:
        brief: As in brief.json.
        overrides: Names of people or places to keep; each needs a reason.
        today: Day from which 72 hours are counted back, YYYY-MM-DD; the as-of day where none is given.

    Raises:
        ValueError: An override gives no reason.
    """
    if any(not o.reason.strip() for o in overrides):
        msg = "an override needs a reason; say why the name may be shared"
        raise ValueError(msg)
    shown = view(brief)
    keep = [o.name for o in overrides]
    names = private_names(shown, keep)
    places, local = _places(shown, {folded(name) for name in keep}, today or brief["options"]["as_of"])
    pooled = _pooled(shown)
    targets = [
        *(Target(words=name, instead=instead) for name, instead in names.items()),
        *(Target(words=name, instead=PLACE_MARK) for name in places if _is_name(name)),
        *(Target(words=words, instead=SOURCE_MARK) for words in pooled),
        *(Target(words=word, instead=f"[{MARK}]", whole_case=True) for word in sorted(tokens(names, shown))),
    ]
    out = _copied(brief, targets, set(places), local)
    hidden = {*places, *(name for rows in local.values() for name in rows)}
    withheld = {"people": len(names), "places": len(hidden), "descriptors of unnamed voices": len(pooled)}
    _note(out, withheld)
    secrets = tuple(sorted({*names, *(name for name in places if _is_name(name)), *pooled}))
    return Shared(brief=out, withheld=withheld, overrides=tuple(overrides), secrets=secrets)


def _places(shown: View, keep: set[str], today: str | None) -> tuple[list[str], dict[str, list[str]]]:
    """Return the places to give by district: those hidden everywhere, and those hidden in single claims.

    Shelters and the like are hidden everywhere. The ends of a movement of the last 72 hours are hidden in the claim
    that tells of it, and everywhere where no older claim names them. The site of the case is never hidden.
    """
    site = shown.main["site"] if shown.main else None
    own = {folded(site["name"]), *([site["ref"]] if site["ref"] else [])} if site else set()
    since = (date.fromisoformat(today) - FRESH).isoformat() if today else ""
    everywhere: dict[str, None] = {}
    local: dict[str, list[str]] = {}
    known: set[str] = set()
    for claim in shown.claims.values():
        fresh = _is_movement(claim) and _last_day(claim, shown) >= since
        for place in claim["locations"]:
            if folded(place["name"]) in own | keep or place["ref"] in own:
                continue
            wide = place["kind"] == "country" or (place["radius_m"] or 0.0) > DISTRICT_M
            if place["kind"] in SENSITIVE_KINDS or SENSITIVE.search(place["name"]):
                everywhere[place["name"]] = None
            elif fresh and not wide:
                local.setdefault(claim["id"], []).append(place["name"])
            else:
                known.add(place["name"])
    everywhere |= {name: None for names in local.values() for name in names if name not in known}
    return list(everywhere), local


def _is_name(words: str) -> bool:
    """Whether a place is called by a name; `the camp` names none, so that only its point is withheld."""
    return any(c.isalpha() and not c.islower() for c in words)


def _is_movement(claim: Json) -> bool:
    return any(place["role"] in {"from", "to"} for place in claim["locations"])


def _last_day(claim: Json, shown: View) -> str:
    when = claim["when"]
    known = [b[:10] for b in (*when["begin"], *when["end"]) if b] if when else []
    published = shown.report_of(claim)["published"]
    return max(known) if known else (published or "9999")[:10]


def _pooled(shown: View) -> list[str]:
    """Return the descriptors of unnamed voices that several outlets describe: together they could unmask somebody."""
    out: dict[str, None] = {}
    for origin in shown.origins.values():
        claims = [shown.claims[c] for c in origin["claims"] if c in shown.claims]
        outlets = {shown.report_of(c)["outlet"] or c["report"] for c in claims}
        if origin["kind"] in {"anonymous", "unknown"} and len(outlets) > 1:
            for words in (
                origin["voice"],
                *(hop["name"] for c in claims for hop in c["attribution"] if hop["kind"] == "anonymous"),
            ):
                if len(words.split()) > 1:
                    out[words] = None
    return list(out)


def _copied(
    brief: Json, targets: Sequence[Target], places: set[str], local: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    out: dict[str, Any] = json.loads(json.dumps(brief))  # five times as fast as a deep copy
    ready = indexed(targets)
    by_report: dict[str, list[dict[str, Any]]] = {}
    for claim in out["claims"]:
        by_report.setdefault(claim["report"], []).append(claim)
    for row in out["derivations"]:
        row["proof"] = []
    nearby = {claim: [Target(words=name, instead=PLACE_MARK) for name in names] for claim, names in local.items()}
    for report in out["reports"]:
        redacted_report(report, by_report.get(report["id"], []), ready, nearby)
    _coarse(out, places, local)
    _unnamed(out)
    clean = redactor(ready)
    _holders(out, clean)
    quotes = {claim["id"]: claim["quote"] for claim in out["claims"]}
    passages = {report["id"]: report["passages"] for report in out["reports"]}
    rest = {key: _deep(value, clean) for key, value in out.items()}
    for claim in rest["claims"]:
        claim["quote"] = quotes[claim["id"]]
    for report in rest["reports"]:
        report["passages"] = passages[report["id"]]
        report["byline"] = None
        report[NOT_FOR_SHARING] = None
        report["url"] = _address(report["url"], targets)
    return rest


def _holders(out: dict[str, Any], clean: Callable[[str], str]) -> None:
    """Withhold the names of those who hold a place, which are the keys of its days."""
    for status in out["statuses"]:
        hidden = {state: clean(state) for state in status["states"] if clean(state) != state}
        for day in status["days"] if hidden else ():
            for state, instead in hidden.items():
                if state in day:
                    day[instead] = day.get(instead, 0.0) + day.pop(state)
        status["states"] = list(dict.fromkeys(hidden.get(state, state) for state in status["states"]))


def _deep(value: Any, clean: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return value if PLAIN.fullmatch(value) else clean(value)
    if isinstance(value, list):
        return [_deep(item, clean) for item in value]
    if isinstance(value, dict):
        return {key: _deep(item, clean) for key, item in value.items()}
    return value


PLAIN = re.compile(r"[a-z-]+:[0-9a-f]{20}|[0-9a-f]{64}|\d{4}-\d\d-\d\d(?:T[\d:.Z+-]+)?")
"""Ids, hashes and days: no names."""


def _address(url: str | None, targets: Sequence[Target]) -> str | None:
    """Return an address, only its host where its path spells something that is withheld."""
    if not url:
        return None
    if leaks(url.encode("utf-8"), [t.words for t in targets]):
        return "/".join(url.split("/")[:3]) + "/"
    return url


def _coarse(out: dict[str, Any], places: set[str], local: Mapping[str, Sequence[str]]) -> None:
    for claim in out["claims"]:
        for place in claim["locations"]:
            _blur(place, places | set(local.get(claim["id"], ())))
    for event in out["events"]:
        near = {
            name
            for c in (*event["claims_for"], *event["claims_against"], *event["claims_other"])
            for name in local.get(c, ())
        }
        for place in event["locations"]:
            _blur(place, places | near)
    for status in out["statuses"]:
        _blur(status["site"], places)


def _blur(place: dict[str, Any], places: set[str]) -> None:
    if place["name"] in places:
        place["name"], place["ref"] = PLACE_MARK, None
        place["radius_m"] = max(DISTRICT_M, place["radius_m"] or 0.0)
        for axis in ("lat", "lon"):
            if place[axis] is not None:
                place[axis] = round(round(place[axis] / DISTRICT_DEG) * DISTRICT_DEG, 2)


def _unnamed(out: dict[str, Any]) -> None:
    """Give unnamed voices by kind alone wherever records name them; the quotes keep what their outlet printed."""
    for claim in out["claims"]:
        for hop in claim["attribution"]:
            if hop["kind"] == "anonymous":
                hop["name"], hop["words"], hop["ref"] = _plain(hop["count"]), "", None
    for origin in out["origins"]:
        if origin["kind"] == "anonymous":
            origin["voice"] = UNNAMED


def _plain(count: Sequence[int | None] | None) -> str:
    return "unnamed sources" if count and (count[0] or 0) > 1 else UNNAMED


def _note(out: dict[str, Any], withheld: Mapping[str, int]) -> None:
    told = ", ".join(f"{n} {what}" for what, n in withheld.items())
    out["problems"].append(
        {
            "subject": "this copy",
            "stage": "write",
            "severity": "info",
            "what": f"made for sharing, with these withheld: {told}; only the quoted words of each report are given",
            "remedy": "ask the desk that shared it",
        }
    )


def shared_files(shared: Shared) -> dict[str, bytes]:
    """Return the files of a shared copy by name, after the leak test.

    Raises:
        SharedCopyLeaks: A withheld name, in any case or with any accents, stands in one of them. A name that is also
            a word of every page (somebody called Page) is looked for in the data alone, which the page is drawn from.
    """
    claims = "".join(json.dumps(c, ensure_ascii=False, sort_keys=True) + "\n" for c in shared.brief["claims"])
    notes = {
        "withheld": dict(shared.withheld),
        "overrides": [{"name": o.name, "reason": o.reason} for o in shared.overrides],
    }
    files = {
        "brief.json": json.dumps(shared.brief, ensure_ascii=False, sort_keys=True, indent=1).encode("utf-8"),
        "brief.html": page(shared.brief).encode("utf-8"),
        "brief.md": markdown(shared.brief).encode("utf-8"),
        "claims.jsonl": claims.encode("utf-8"),
        "withheld.json": json.dumps(notes, ensure_ascii=False, indent=1).encode("utf-8"),
    }
    own = set(leaks(page(_empty(shared.brief)).encode("utf-8"), shared.secrets))
    for name, body in files.items():
        drawn = name in {"brief.html", "brief.md"}
        found = [s for s in leaks(TOWN.sub(b"", body), shared.secrets) if not (drawn and s in own)]
        if found:
            raise SharedCopyLeaks(name, len(found))
    return files


def _empty(brief: Json) -> dict[str, Any]:
    """Return a brief of nothing: what its page says are the page's own words, whatever people are called."""
    lists: dict[str, Any] = {key: [] for key, value in brief.items() if isinstance(value, list)}
    counts: dict[str, Any] = dict.fromkeys(brief["counts"], 0) | {"languages_not_read": {}}
    nothing: dict[str, Any] = {key: [] if isinstance(value, list) else None for key, value in brief["answer"].items()}
    told: dict[str, Any] = {key: brief["answer"][key] for key in ("probability", "words", "confidence")} | {
        "state": "",
        "sentence": "",
    }
    options = dict.fromkeys(brief["options"])
    return {**brief, **lists, "question": None, "counts": counts, "options": options, "answer": nothing | told}


def leaks(body: bytes, secrets: Iterable[str]) -> tuple[str, ...]:
    """Return the secrets that still stand in some bytes, whatever their case and accents."""
    text = f" {_spelled(body.decode('utf-8'))} "
    there = set(text.split(" "))
    told = ((secret, _spelled(secret)) for secret in secrets)
    return tuple(s for s, words in told if there.issuperset(words.split(" ")) and f" {words} " in text)


def _spelled(text: str) -> str:
    """Return text as bare words: no case, no accents, nothing between the words but a space."""
    return re.sub(r"[\W_]+", " ", folded(text)).strip()
