"""Graphs for other tools: STIX 2.1, FollowTheMoney and PROV-JSON."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator
from typing import Any

from firsthand.write import words
from firsthand.write.timeline import title_of
from firsthand.write.view import Json, View, view

SPACE = uuid.UUID("6f1f5b0e-4f0b-5b5e-9c2e-6a1f0d2b7c11")
"""The name space of our ids: the same record gives the same id in every export."""
IDENTITY_CLASS = {
    "state": "organization",
    "force": "group",
    "group": "group",
    "organisation": "organization",
    "person": "individual",
}
SCHEMA = {
    "state": "PublicBody",
    "force": "Organization",
    "group": "Organization",
    "organisation": "Organization",
    "person": "Person",
}
Row = dict[str, Any]


def stix(brief: Json) -> bytes:
    """Return a STIX 2.1 bundle: incidents, locations, identities, relationships, and a report for each report."""
    shown = view(brief)
    made = f"{brief['options']['as_of'] or '1970-01-01'}T00:00:00.000Z"
    maker = _sdo("identity", "firsthand", made, name=f"firsthand {brief['firsthand']}", identity_class="system")
    rows: dict[str, Row] = {maker["id"]: maker}
    by_claim: dict[str, list[str]] = {}
    for event in shown.events.values():
        for row in _incident(event, made, maker["id"]):
            rows.setdefault(row["id"], row)
            for claim in (*event["claims_for"], *event["claims_other"]):
                by_claim.setdefault(claim, []).append(row["id"])
    for report in shown.reports.values():
        refs = list(dict.fromkeys(i for c in report["claims"] for i in by_claim.get(c, ()))) or [maker["id"]]
        row = _report(report, refs, made, maker["id"])
        rows[row["id"]] = row
    bundle = {
        "type": "bundle",
        "id": f"bundle--{uuid.uuid5(SPACE, made + ''.join(sorted(rows)))}",
        "objects": list(rows.values()),
    }
    return (json.dumps(bundle, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _sdo(kind: str, key: str, made: str, **fields: object) -> Row:
    known = {name: value for name, value in fields.items() if value not in (None, [], "")}
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": f"{kind}--{uuid.uuid5(SPACE, kind + key)}",
        "created": made,
        "modified": made,
        **known,
    }


def _incident(event: Json, made: str, maker: str) -> Iterator[Row]:
    a = event["assessment"]
    text = (
        f"{words.time_of(event['when'])}. {words.counted(event['origins_for'], 'origin')} shown independent, "
        f"{words.number(event['origins_possible'])} possible, {words.number(event['origins_against'])} against. "
        + (f"Likelihood: {a['words']}." if event["claims_for"] else "Not told as done.")
    )
    incident = _sdo(
        "incident",
        event["id"],
        made,
        created_by_ref=maker,
        name=title_of(event),
        description=text,
        confidence=round(100 * a["probability"]) if event["claims_for"] else 0,
        external_references=[{"source_name": "firsthand", "external_id": event["id"]}],
    )
    yield incident
    for p in event["participants"]:
        if p["type"] in IDENTITY_CLASS:
            identity = _sdo(
                "identity",
                p["ref"] or p["name"].casefold(),
                made,
                created_by_ref=maker,
                name=p["name"],
                identity_class=IDENTITY_CLASS[p["type"]],
            )
            yield identity
            yield _link(incident, identity, p["role"], made, maker)
    for p in event["locations"]:
        if p["lat"] is not None:
            place = _sdo(
                "location",
                p["ref"] or p["name"].casefold(),
                made,
                created_by_ref=maker,
                name=p["name"],
                latitude=p["lat"],
                longitude=p["lon"],
                precision=p["radius_m"],
                country=p["within"] if p["within"] and len(p["within"]) == 2 else None,  # noqa: PLR2004  # ISO 3166
            )
            yield place
            yield _link(incident, place, p["role"], made, maker)


def _link(source: Row, target: Row, role: str, made: str, maker: str) -> Row:
    key = source["id"] + role + target["id"]
    return _sdo(
        "relationship",
        key,
        made,
        created_by_ref=maker,
        relationship_type="related-to",
        description=role,
        source_ref=source["id"],
        target_ref=target["id"],
    )


def _report(report: Json, refs: list[str], made: str, maker: str) -> Row:
    published = report["published"]
    at = made if not published else f"{published}T00:00:00.000Z" if len(published) == 10 else f"{published[:19]}.000Z"  # noqa: PLR2004  # a day
    reference = {"source_name": words.outlet_of(report), "hashes": {"SHA-256": report["sha256"]}}
    if report["url"]:
        reference["url"] = report["url"]
    undated = None if published else "The report gives no date of publication; `published` is the as-of day."
    return _sdo(
        "report",
        report["id"],
        made,
        created_by_ref=maker,
        name=report["title"] or words.outlet_of(report),
        description=undated,
        published=at,
        report_types=["unspecified"],
        object_refs=refs,
        external_references=[reference],
    )


def ftm(brief: Json) -> bytes:
    """Return FollowTheMoney entities, one JSON a line: articles, events, those involved, and what documents what."""
    shown = view(brief)
    rows: dict[str, Row] = {}
    for report in shown.reports.values():
        rows[_key(report["id"])] = _entity(
            _key(report["id"]),
            "Article",
            title=report["title"] or words.outlet_of(report),
            publishedAt=report["published"] and report["published"][:19],
            publisher=report["outlet"],
            sourceUrl=report["url"],
            language=_language(report["language"]),
            author=report["byline"],
        )
    for event in shown.events.values():
        for row in _ftm_event(shown, event):
            rows.setdefault(row["id"], row)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows.values()).encode("utf-8")


def _language(code: str | None) -> str | None:
    """Return the ISO 639-2 code that FollowTheMoney wants, of the languages that occur most."""
    return {
        "en": "eng",
        "ar": "ara",
        "fr": "fra",
        "de": "deu",
        "es": "spa",
        "ru": "rus",
        "uk": "ukr",
        "tr": "tur",
        "fa": "fas",
        "it": "ita",
        "pl": "pol",
        "pt": "por",
        "he": "heb",
        "zh": "zho",
        "ku": "kur",
    }.get(code or "")


def _key(ident: str) -> str:
    return f"firsthand-{hashlib.sha1(ident.encode('utf-8'), usedforsecurity=False).hexdigest()}"


def _entity(key: str, schema: str, **fields: object) -> Row:
    values = {
        k: [str(x) for x in (v if isinstance(v, list) else [v])] for k, v in fields.items() if v not in (None, "", [])
    }
    return {"id": key, "schema": schema, "properties": values}


def _ftm_event(shown: View, event: Json) -> Iterator[Row]:
    involved = []
    for p in event["participants"]:
        if p["type"] in SCHEMA:
            key = _key(p["ref"] or f"{p['type']}:{p['name'].casefold()}")
            involved.append(key)
            yield _entity(key, SCHEMA[p["type"]], name=p["name"])
    when = event["when"] or {"begin": (None, None), "end": (None, None)}
    begin, end = (when["begin"][0] or "")[:10], (when["end"][1] or "")[:10]
    a, origins = event["assessment"], words.counted(event["origins_for"], "origin")
    yield _entity(
        _key(event["id"]),
        "Event",
        name=title_of(event),
        date=begin if begin and begin == end else None,
        startDate=begin,
        endDate=end,
        location=[p["name"] for p in event["locations"]],
        involved=sorted(set(involved)),
        summary=f"{words.time_of(event['when'])}; {origins} shown independent; {a['words']}",
    )
    claims = [
        shown.claims[c]
        for c in (*event["claims_for"], *event["claims_against"], *event["claims_other"])
        if c in shown.claims
    ]
    for report in dict.fromkeys(c["report"] for c in claims):
        role = ", ".join(dict.fromkeys(c["stance"] for c in claims if c["report"] == report))
        yield _entity(
            _key(event["id"] + report), "Documentation", document=_key(report), entity=_key(event["id"]), role=role
        )


def prov(brief: Json) -> bytes:
    """Return PROV-JSON: claims quoted from reports, reports derived from reports, claims attributed to voices."""
    shown = view(brief)
    body: dict[str, Any] = {
        "prefix": {"fh": "https://firsthand.invalid/"},
        "entity": {},
        "agent": {},
        "wasDerivedFrom": {},
        "wasAttributedTo": {},
    }
    for report in shown.reports.values():
        body["entity"][_name(report["id"])] = _attributes(
            title=report["title"],
            outlet=report["outlet"],
            published=report["published"],
            sha256=report["sha256"],
            url=report["url"],
        )
    for claim in shown.claims.values():
        name = _name(claim["id"])
        body["entity"][name] = _attributes(
            exact=claim["quote"]["exact"],
            start=claim["quote"]["start"],
            end=claim["quote"]["end"],
            kind=claim["kind"],
            stance=claim["stance"],
        )
        body["wasDerivedFrom"][f"_:q{shown.anchors[claim['id']]}"] = {
            "prov:generatedEntity": name,
            "prov:usedEntity": _name(claim["report"]),
            "prov:type": {"$": "prov:Quotation", "type": "prov:QUALIFIED_NAME"},
        }
        if claim["origin"] in shown.origins:
            body["wasAttributedTo"][f"_:a{shown.anchors[claim['id']]}"] = {
                "prov:entity": name,
                "prov:agent": _name(claim["origin"]),
            }
    for origin in shown.origins.values():
        body["agent"][_name(origin["id"])] = _attributes(
            voice=origin["voice"], kind=origin["kind"], via=origin["via"], side=origin["side"]
        )
    for n, row in enumerate(shown.brief["derivations"], 1):
        source = (
            _name(row["source"])
            if row["source"]
            else _name(f"upstream:{hashlib.sha256((row['name'] or '').encode('utf-8')).hexdigest()[:20]}")
        )
        body["entity"].setdefault(source, _attributes(name=row["name"], in_pile="false"))
        body["wasDerivedFrom"][f"_:d{n}"] = {
            "prov:generatedEntity": _name(row["copy"]),
            "prov:usedEntity": source,
            "fh:kind": row["kind"],
            "fh:share": row["share"],
        }
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _name(ident: str) -> str:
    return f"fh:{ident.replace(':', '-')}"


def _attributes(**fields: object) -> dict[str, object]:
    return {f"fh:{key}": value for key, value in fields.items() if value is not None}
