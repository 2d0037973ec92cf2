"""Make `qamishli.brief.json`, the brief that the tests of `write` draw, from the labelled case in our own words.

    python tests/write/make_fixture.py CASES_DIR/qamishli-2026.json

The words are ours, not the outlets'; the probabilities are drawn by hand. It is a fixture, not a result.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

KINDS = {
    "withdraw-begin": ("withdraw", "begins"),
    "withdraw-complete": ("withdraw", "ends"),
    "present": ("be-present", "whole"),
    "absent": ("be-absent", "whole"),
}
SOURCES = {
    "anonymous-source": "anonymous",
    "own-observation": "own-observation",
    "wire-report": "agency",
    "unknown": "unknown",
    "named-person": "named-person",
    "official-statement": "official",
    "video": "video",
    "document": "document",
}
PLACES = {
    "Qamishli airport": (37.0206, 41.1914, 1500, "icao:OSKL", "airport"),
    "base next to Qamishli airport": (37.0206, 41.1914, 2500, None, "base"),
    "base in Qamishli": (37.0206, 41.1914, 2500, "icao:OSKL", "base"),
    "positions around Qamishli airport": (37.02, 41.19, 8000, None, "area"),
    "Qamishli": (37.0522, 41.2314, 5000, "geonames:173330", "town"),
    "Hmeimim air base": (35.4008, 35.9487, 2000, "icao:OSLK", "base"),
    "Latakia": (35.5317, 35.7901, 25000, "geonames:173576", "region"),
    "Tartus": (34.889, 35.8866, 5000, "geonames:163345", "town"),
    "Tartus-Hmeimim highway": (35.15, 35.93, 25000, None, "road"),
    "north-east Syria": (36.3, 40.7, 110000, None, "region"),
    "north and east Syria": (36.0, 40.0, 150000, None, "region"),
    "Syrian coast": (35.2, 35.9, 60000, None, "region"),
    "Syria": (35.0, 38.5, 300000, "geonames:163843", "country"),
    "Damascus": (33.5102, 36.2913, 10000, "geonames:170654", "town"),
    "Russia": (60.0, 100.0, 3000000, "geonames:2017370", "country"),
}
RIGHT_TO_LEFT = {"19.json": "صور أقمار صناعية: مطار القامشلي", "18.json": "القوات الروسية في مطار القامشلي"}


def ident(kind: str, *parts: str) -> str:
    return f"{kind}:{hashlib.sha256(chr(0).join((kind, *parts)).encode()).hexdigest()[:20]}"


def location(role: str, name: str) -> dict[str, Any]:
    lat, lon, radius, ref, kind = PLACES.get(name, (None, None, None, None, None))
    return {
        "role": role,
        "name": name,
        "lat": lat,
        "lon": lon,
        "radius_m": radius,
        "ref": ref,
        "kind": kind,
        "within": "SY" if lat and name != "Russia" else None,
    }


def when(claim: dict[str, Any]) -> dict[str, Any] | None:
    span = claim["when"]
    if not span:
        return None
    low, high = span["earliest"], span["latest"]
    fills = claim["event"] in {"present", "absent"}
    begin, end = ([low, low], [high, high]) if fills and low and high else ([low, high], [low, high])
    if low and low < "2020" and fills:
        begin = [low, f"{low[:4]}-12-31"]
    return {
        "edtf": low if low == high else f"{low or '..'}/{high or '..'}",
        "begin": begin,
        "end": end,
        "basis": "words",
    }


def voice(origin: dict[str, Any]) -> list[dict[str, Any]]:
    chain = [
        {
            "name": origin["voice"],
            "kind": SOURCES[origin["kind"]],
            "words": f"according to {origin['voice']}",
            "count": [5, 5] if "five" in origin["voice"] else None,
            "ref": None,
        }
    ]
    if origin["via"] and not origin["via"].startswith("unknown"):
        chain.append(
            {"name": origin["via"], "kind": "agency", "words": f"{origin['via']} reported", "count": None, "ref": None}
        )
    return chain


def build(case: dict[str, Any]) -> dict[str, Any]:
    origins = {o["id"]: o for o in case["origins"]}
    reports: list[dict[str, Any]] = []
    claims: list[dict[str, Any]] = []
    report_of = {d["file"]: ident("report", d["file"]) for d in case["documents"]}
    by_file = defaultdict(list)
    for row in case["claims"]:
        by_file[row["document"]].append(row)
    for d in case["documents"]:
        report = report_of[d["file"]]
        text = f"{d['outlet']} reports on the airport in the north-east."
        passages, mine = [{"start": 0, "end": len(text), "text": text}], []
        rows = by_file[d["file"]]
        for n in range(0, len(rows), 3):
            text += "\n\n"
            start = len(text)
            for row in rows[n : n + 3]:
                origin = origins[row["origin"]]
                words = f"{row['what']}, according to {origin['voice']}."
                lead = " " if not text.endswith("\n") else ""
                text += lead
                at = len(text)
                text += words
                mine.append((row, origin, at, len(text), words))
            tail = " The rest of the paragraph tells of other things, and rests on nobody's word."
            text += tail
            passages.append({"start": start, "end": len(text), "text": text[start:]})
        for row, origin, start, end, words in mine:
            kind, phase = KINDS.get(row["event"], (row["event"], "whole"))
            participants = [
                {
                    "name": row["actor"],
                    "role": "agent",
                    "type": "force",
                    "ref": "actor:russia" if "Russia" in row["actor"] else None,
                    "count": None,
                }
            ]
            if row["object"]:
                participants.append(
                    {
                        "name": row["object"],
                        "role": "object",
                        "type": "equipment",
                        "ref": None,
                        "count": [2, 2] if "two" in row["object"] else None,
                    }
                )
            places = [location("at", row["place"])] if row["place"] and not row["from_place"] else []
            places += [location(r, row[f"{r}_place"].split(";")[0]) for r in ("from", "to") if row[f"{r}_place"]]
            claims.append(
                {
                    "id": ident("claim", d["file"], str(start), row["event"]),
                    "report": report,
                    "quote": {
                        "exact": words,
                        "start": start,
                        "end": end,
                        "prefix": text[max(0, start - 32) : start],
                        "suffix": text[end : end + 32],
                    },
                    "kind": kind,
                    "phase": phase,
                    "participants": participants,
                    "locations": places,
                    "when": when(row),
                    "attribution": voice(origin),
                    "stance": row["stance"],
                    "polarity": "affirmed",
                    "certainty": 2.0,
                    "trigger": {"start": start, "end": start + len(words.split()[0])},
                    "origin": ident("origin", row["origin"]),
                    "weighed": True,
                    "review": None,
                }
            )
        reports.append(
            {
                "id": report,
                "file": f"pile/{d['file']}",
                "row": None,
                "sha256": hashlib.sha256(text.encode()).hexdigest(),
                "url": d["url"],
                "outlet": d["outlet"],
                "published": d["published"],
                "updated": None,
                "title": RIGHT_TO_LEFT.get(d["file"], f"{d['outlet']} on the airport"),
                "language": d["language"],
                "genre": "news",
                "byline": None,
                "dateline": None,
                "credit": None,
                "read": True,
                "supersedes": None,
                "superseded_by": None,
                "claims": [c["id"] for c in claims if c["report"] == report],
                "origins": [ident("origin", o) for o in d["origins"]],
                "derives_from": [
                    {
                        "report": report_of.get(u),
                        "name": None if u in report_of else u,
                        "kind": "same-text" if u in d["same_text_as"] else "credited",
                        "share": 0.7,
                    }
                    for u in d["derives_from"]
                ],
                "passages": passages,
            }
        )
    certain = {"reuters-obs", "afp-obs", "ap-obs", "almonitor-video", "ajz-sat", "ajz-corr"}
    origin_rows = []
    for o in case["origins"]:
        mine = [c for c in claims if c["origin"] == ident("origin", o["id"])]
        if mine:
            via = None if (o["via"] or "").startswith("unknown") else o["via"]
            origin_rows.append(
                {
                    "id": ident("origin", o["id"]),
                    "voice": o["voice"],
                    "kind": SOURCES[o["kind"]],
                    "via": via,
                    "side": {
                        "ap-sdf": "SDF",
                        "afp-guard": "SDF",
                        "peskov": "Russia",
                        "gaca": "Syria",
                        "shafaq-gov": "Syria",
                    }.get(o["id"]),
                    "said_on": o["said_on"],
                    "root": mine[0]["id"],
                    "claims": [c["id"] for c in mine],
                    "independent": "shown" if o["id"] in certain else "not-established",
                }
            )
    shown = sorted(ident("origin", o) for o in certain)
    pairs = [
        {
            "origins": [a, b],
            "verdict": "shown",
            "reason": "both saw it with their own eyes, on different days and from different desks",
        }
        for i, a in enumerate(shown)
        for b in shown[i + 1 :]
    ]
    derivations = [
        {
            "copy": r["id"],
            "source": u["report"],
            "name": u["name"],
            "kind": u["kind"],
            "share": u["share"],
            "proof": [],
            "signals": [{"name": "credit", "weight": 3.0, "note": f"names {u['name'] or 'it'}"}],
        }
        for r in reports
        for u in r["derives_from"]
    ]
    return assembled(case, reports, claims, origin_rows, pairs, derivations)


def assessment(p: float, words: str, confidence: str, shown: int, possible: int) -> dict[str, Any]:
    return {
        "probability": p,
        "words": words,
        "credibility": 2,
        "confidence": confidence,
        "origins_for": shown,
        "origins_possible": possible,
        "origins_against": 1,
        "sides_for": 2,
        "reasons": [{"what": "two agencies looked on consecutive days", "origin": None, "effect": None}],
    }


def day_row(day: str, claims: list[dict[str, Any]]) -> dict[str, Any]:
    table = {
        "2026-01-21": (0.93, 0.07, 0),
        "2026-01-22": (0.85, 0.15, 0),
        "2026-01-23": (0.45, 0.55, 0),
        "2026-01-24": (0.2, 0.8, 0),
        "2026-01-25": (0.08, 0.92, 0),
        "2026-01-26": (0.02, 0.95, 0.03),
        "2026-01-27": (0.01, 0.84, 0.15),
        "2026-01-28": (0.01, 0.04, 0.95),
    }
    if day < "2026-01-21":
        p, leaving, absent = 0.99, 0.01, 0.0
    else:
        after = max(0, (date.fromisoformat(day) - date(2026, 2, 4)).days)
        p, leaving, absent = table.get(day, (round(0.01 + 0.008 * after, 4), 0.01, round(0.98 - 0.008 * after, 4)))
    mine = [
        c["id"]
        for c in claims
        if c["when"]
        and c["stance"] == "asserted"
        and c["kind"] in {"withdraw", "be-present", "be-absent", "handover", "arrive"}
        and any(x["ref"] == "icao:OSKL" for x in c["locations"])
        and (c["when"]["begin"][0] or "") <= day <= (c["when"]["end"][1] or "9999")
    ]
    near = [i for i in mine for c in claims if c["id"] == i and (c["when"]["begin"][0] or "") > "2025"]
    return {
        "date": day,
        "absent": absent,
        "arriving": 0.0,
        "present": p,
        "leaving": leaving,
        "attested": bool(near),
        "claims": mine,
    }


def assembled(case, reports, claims, origins, pairs, derivations) -> dict[str, Any]:
    days = [day_row((date(2025, 10, 23) + timedelta(days=n)).isoformat(), claims) for n in range(122)]
    site = {key: value for key, value in location("at", "Qamishli airport").items() if key not in {"role", "within"}}
    status = {
        "id": ident("status", "presence"),
        "aspect": "presence",
        "actor": "Russian forces",
        "site": site,
        "states": ["absent", "arriving", "present", "leaving"],
        "days": days,
        "spans": [
            {"state": "present", "from": [None, "2019-12-31"], "to": ["2026-01-20", "2026-01-23"]},
            {"state": "leaving", "from": ["2026-01-21", "2026-01-23"], "to": ["2026-01-26", "2026-01-27"]},
            {"state": "absent", "from": ["2026-01-27", "2026-01-28"], "to": [None, None]},
        ],
        "last_attested": "2026-02-21",
        "assessment": assessment(0.95, "very likely", "moderate", 5, 9),
    }
    attested = [d["date"] for d in days if d["attested"]]
    status["last_attested"] = attested[-1]
    groups = defaultdict(list)
    for c in claims:
        places = tuple(x["ref"] or x["name"] for x in c["locations"])
        groups[c["kind"], c["phase"], places].append(c)
    events = []
    for (kind, _, _), rows in groups.items():
        asserted = [c for c in rows if c["stance"] == "asserted"]
        others = [c["id"] for c in rows if c["stance"] != "asserted"]
        dated = [c["when"] for c in asserted if c["when"]] or [c["when"] for c in rows if c["when"]]
        lows, highs = (
            sorted(w["begin"][0] for w in dated if w["begin"][0]),
            sorted(w["end"][1] for w in dated if w["end"][1]),
        )
        span = (
            {
                "edtf": f"{lows[0]}/{highs[-1]}",
                "begin": [lows[0], lows[-1]],
                "end": [highs[0], highs[-1]],
                "basis": None,
            }
            if lows and highs
            else None
        )
        behind = {c["origin"] for c in asserted}
        shown = len([o for o in origins if o["id"] in behind and o["independent"] == "shown"])
        n = max(shown, 1 if behind else 0)
        events.append(
            {
                "id": ident("event", rows[0]["id"]),
                "anchor": rows[0]["id"],
                "kind": kind,
                "when": span,
                "locations": rows[0]["locations"],
                "participants": rows[0]["participants"],
                "claims_for": [c["id"] for c in asserted],
                "claims_against": [],
                "claims_other": others,
                "origins_for": n,
                "origins_possible": len(behind),
                "origins_against": 0,
                "first": rows[0]["id"],
                "assessment": assessment(
                    0.6 + 0.07 * min(len(behind), 5), "likely", "low" if n < 2 else "moderate", n, len(behind)
                ),
            }
        )
    kinds = {
        "conflict": None,
        "scope": "both may hold: different places",
        "drift": "charged to the copy",
        "update": "overtaken a day later",
    }
    contradictions = [
        {
            "claims": [claims[a]["id"], claims[row["between"][-1]]["id"]],
            "kind": row["kind"],
            "about": row["about"],
            "resolution": kinds[row["kind"]],
        }
        for row in case["contradictions"]
        for a in row["between"][:1]
    ]
    by_report = {r["id"]: r for r in reports}
    claim_of = {c["id"]: c for c in claims}
    first = [
        {
            "origin": o["id"],
            "report": claim_of[o["root"]]["report"],
            "published": by_report[claim_of[o["root"]]["report"]]["published"],
        }
        for o in origins
    ]
    grounds = [claims[i]["id"] for i in (20, 21, 25, 81, 62, 14)]
    answer = {
        "question": case["question"],
        "state": "absent",
        "probability": 0.95,
        "words": "very likely",
        "confidence": "moderate",
        "since": {"earliest": "2026-01-27", "latest": "2026-01-28"},
        "sentence": "It is very likely that Russian forces have been absent from Qamishli airport "
        "since 27 or 28 January 2026.",
        "grounds": grounds,
        "would_change": [
            "a dated picture of Russian aircraft or flags at the airport after 28 January 2026",
            "a Russian statement that a unit stays",
        ],
        "not_known": ["whether a small Russian presence stayed in the town of Qamishli", "where the personnel went"],
        "print_safe": "The last Russian aircraft left Qamishli airport on 27 January, a guard told AFP, "
        "whose correspondent saw no Russian flags or aircraft there.",
        "next_check": "satellite imagery of the apron between 28 January and 4 February 2026",
        "about": status["id"],
    }
    return {
        "firsthand": "0.1.0",
        "question": case["question"],
        "answer": answer,
        "answers": [answer],
        "reports": reports,
        "claims": claims,
        "origins": origins,
        "derivations": derivations,
        "independence": pairs,
        "events": events,
        "statuses": [status],
        "contradictions": contradictions,
        "unresolved_places": [{"name": "the western gate", "claims": [claims[39]["id"]]}],
        "first": first,
        "changes": [
            {
                "report": reports[23]["id"],
                "kind": "updated",
                "what": "two paragraphs on a convoy were added",
                "by": reports[4]["id"],
                "still_carried_by": [],
            }
        ],
        "sides": [
            {"side": s, "origins": [o["id"] for o in origins if o["side"] == s]} for s in ("Russia", "SDF", "Syria")
        ],
        "counts": {
            "reports": 24,
            "read": 24,
            "languages_not_read": {},
            "claims": len(claims),
            "voices": 27,
            "origins": len(origins),
            "independent": 5,
            "not_read": 1,
        },
        "not_read": [
            {
                "file": "pile/25.pdf",
                "row": None,
                "why": "the PDF holds pictures only, no text",
                "remedy": "run OCR and put the text beside it",
            }
        ],
        "problems": [
            {
                "subject": f"{r['file']}",
                "stage": "read",
                "severity": "warning",
                "what": "no date of publication was found; relative days were left open",
                "remedy": "give --published",
            }
            for r in reports
            if r["published"] is None
        ],
        "options": {
            "as_of": "2026-02-21",
            "site": "Qamishli airport",
            "actor": "Russian forces",
            "question": case["question"],
            "published": None,
        },
        "method": {"reader": "read/model@1", "data": {"events.toml": "0" * 64, "gazetteer": "1" * 64}},
    }


if __name__ == "__main__":
    target = Path(__file__).parent / "qamishli.brief.json"
    brief = build(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    target.write_text(json.dumps(brief, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(target.stat().st_size)  # noqa: T201
