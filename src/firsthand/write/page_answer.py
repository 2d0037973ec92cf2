"""The top of the page: the question, the answer, its grounds, and what may be printed."""

from __future__ import annotations

import re
from itertools import pairwise

from markupsafe import Markup

from firsthand.write import words
from firsthand.write.drawing import KIND_WORDS, tag
from firsthand.write.strip_svg import ribbon_svg
from firsthand.write.support import supported
from firsthand.write.view import Json, View

CONFIDENCE_WORDS = {
    "high": "Several origins shown independent agree, and little would change the answer.",
    "moderate": "The answer is plausible and sourced, but more or better origins could change it.",
    "low": "The grounds are thin: read the claims before you use the answer.",
}
UNSETTLED = "Something that bears on it is not settled: read the differences before you use the answer."
MOST_GROUNDS = 12
RIBBON_NARROW = 380.0


def header(view: View) -> Markup:
    """Return the line above everything: what this is, of how many reports, as of which day."""
    counts, as_of = view.brief["counts"], view.brief["options"]["as_of"]
    facts = [words.counted(counts["reports"], "report")]
    if as_of:
        facts.append(f"as of {words.day(as_of)}")
    theme = tag("button", "Light or dark", type="button", id="theme", hidden=True)
    return tag("header", tag("p", tag("b", "firsthand"), " · brief"), tag("p", " · ".join(facts), " ", theme))


def answer_section(view: View) -> Markup:
    """Return the question, the answer in a sentence, and the tiles of counts, times and confidence."""
    answer = view.brief["answer"]
    question = view.brief["question"] or answer["question"] or "What happened, according to these reports?"
    holds = supported(view)
    said = answer["sentence"] if holds.get(answer["sentence"], True) else plain_answer(view)
    parts: list[Markup | None] = [tag("h1", question, dir="auto")]
    parts.append(
        tag("p", tag("strong", *_unbroken(said)), " ", grounds(view, answer["grounds"]), class_="answer", dir="auto")
    )
    parts += [_ribbon(view), tiles(view)]
    desk = []
    if answer["print_safe"]:
        line = answer["print_safe"] if holds.get(answer["print_safe"], True) else quoted_line(view)
        desk.append(_printable(line))
    if answer["next_check"]:
        head = tag("h2", "The next check")
        desk.append(tag("div", head, tag("p", answer["next_check"], dir="auto"), class_="next"))
    parts.append(tag("div", *desk, class_="desk") if desk else None)
    why = _reasons(view)
    if why:
        parts.append(
            tag("details", tag("summary", "Why this confidence"), tag("ul", *(tag("li", line) for line in why)))
        )
    if answer["would_change"]:
        items = [tag("li", line) for line in answer["would_change"]]
        parts.append(tag("details", tag("summary", "What would change this answer"), tag("ul", *items)))
    others = [a for a in view.brief["answers"] if a["sentence"] != answer["sentence"] and holds.get(a["sentence"])][:8]
    if others:
        rows = [tag("li", a["sentence"], " ", grounds(view, a["grounds"], most=4), dir="auto") for a in others]
        parts.append(
            tag("details", tag("summary", f"Other answers that the pile gives ({len(others)})"), tag("ul", *rows))
        )
    return tag("section", *parts, class_="top", aria_label="Answer")


def _unbroken(text: str) -> list[object]:
    """Return a sentence whose dates do not break at the end of a line."""
    cuts = [0, *(at for found in _DATE.finditer(text) for at in found.span()), len(text)]
    return [tag("span", text[a:b], class_="whole") if n % 2 else text[a:b] for n, (a, b) in enumerate(pairwise(cuts))]


_DATE = re.compile(r"\d{1,2}(?:–\d{1,2})? [A-Z][a-z]+(?: \d{4})?")


def _ribbon(view: View) -> Markup | None:
    """Return the band of the status that the answer is about, as one line under the answer."""
    status = view.main
    if status is None or not status["days"]:
        return None
    narrow = ribbon_svg(view, status, width=RIBBON_NARROW, name="ribbonn")
    return tag("figure", ribbon_svg(view, status), narrow, class_="ribbon")


def plain_answer(view: View) -> str:
    """Return the answer without what its quotes do not bear out: the state and how likely it is, no name and no day."""
    answer = view.brief["answer"]
    state = words.state(answer["state"])
    return f"On this pile, “{state}” is {answer['words']}; the quotes do not bear out a fuller sentence."


def quoted_line(view: View) -> str | None:
    """Return a line that can always be printed: the words of the ground nearest to the event, with their voice."""
    known = [view.claims[c] for c in view.brief["answer"]["grounds"] if c in view.claims]
    told = [c for c in known if c["stance"] == "asserted"]
    order = {kind: n for n, kind in enumerate(KIND_WORDS)}
    best = min(told, key=lambda c: order[view.kind_of(c)], default=None)
    if best is None:
        return None
    origin, report = view.origin_of(best), view.report_of(best)
    outlet = words.outlet_of(report)
    voice = words.voice_of(origin) if origin else outlet
    dated = f", {words.day(report['published'][:10])}" if report["published"] else ""
    by = f", {outlet}" if outlet.casefold() not in voice.casefold() else ""
    return f"“{best['quote']['exact']}” ({voice}{by}{dated})"


def _printable(line: str | None) -> Markup:
    head = tag("h2", "The line that can be printed now")
    said = line or "None: the quotes do not bear out the line that was worked out."
    return tag("div", head, tag("p", said, class_="safe", dir="auto"), class_="printable")


def grounds(view: View, claims: list[str], *, most: int = MOST_GROUNDS) -> Markup:
    """Return numbered links to claims, the rest counted."""
    known = [c for c in claims if c in view.claims]
    links = [
        tag(
            "a",
            str(n),
            href=f"#{view.anchors[c]}",
            class_="ref",
            data_claims=view.anchors[c],
            aria_label=f"Ground {n}: {view.claims[c]['quote']['exact'][:120]}",
        )
        for n, c in enumerate(known[:most], 1)
    ]
    more = f"and {len(known) - most} more" if len(known) > most else ""
    return tag("span", *links, more, class_="refs") if links else Markup("")


def tiles(view: View) -> Markup:
    """Return three tiles: how many stand behind it, since when, and how sure; likelihood and confidence apart."""
    brief = view.brief
    rows = [_count_tile(view)]
    if not view.is_survey:
        rows += [_time_tile(view), _likelihood_tile(brief), _confidence_tile(view)]
    return tag("div", *rows, class_="tiles")


def _tile(head: str, *lines: object, klass: str = "") -> Markup:
    return tag("div", tag("b", head), *(tag("span", line) for line in lines if line), class_=f"tile {klass}".strip())


def _count_tile(view: View) -> Markup:
    counts = view.brief["counts"]
    if view.is_survey:
        told = f"{words.counted(counts['claims'], 'claim')}, from {words.counted(counts['origins'], 'origin')} in all"
        return _tile(words.counted(counts["reports"], "report"), told, klass="count")
    head = f"{counts['reports']} → {counts['voices']} → {counts['independent']}"
    reports, voices = words.counted(counts["reports"], "report"), words.counted(counts["voices"], "voice")
    shown = words.counted(counts["independent"], "origin")
    return _tile(head, f"{reports}; {voices} on the question; {shown} shown independent", klass="count")


def _time_tile(view: View) -> Markup:
    answer, status = view.brief["answer"], view.main
    since = answer["since"]
    head = words.days(since["earliest"], since["latest"]) if since else "No date"
    first = f"when “{words.state(answer['state'])}” began" if since else "the reports do not say since when"
    last = status["last_attested"] if status else None
    return _tile(head, first, f"Last day told of: {words.day(last)}." if last else "No report speaks of a day.")


def _likelihood_tile(brief: Json) -> Markup:
    answer = brief["answer"]
    if not brief["claims"]:
        return _tile("No answer", "no claim was found in the pile")
    state, odds = words.state(answer["state"]), words.percent(answer["probability"])
    return _tile(answer["words"].capitalize(), f"that “{state}” is right: {odds} on this pile")


def confidence_words(view: View) -> str:
    """Return what the confidence means, and whether it is low for what is unsettled rather than for thin grounds."""
    confidence = view.brief["answer"]["confidence"]
    is_lowered = any(reason.startswith("Confidence is one step lower") for reason in _reasons(view))
    return UNSETTLED if is_lowered and confidence == "low" else CONFIDENCE_WORDS[confidence]


def _confidence_tile(view: View) -> Markup:
    confidence = view.brief["answer"]["confidence"]
    return _tile(f"{confidence.capitalize()} confidence", confidence_words(view), klass=f"confidence-{confidence}")


def _reasons(view: View) -> list[str]:
    """Return why the confidence is what it is, as weigh gives it."""
    answer = view.brief["answer"]
    about = view.statuses.get(answer["about"] or "") or view.events.get(answer["about"] or "")
    reasons = [r["what"] for r in about["assessment"]["reasons"] if not r["origin"]] if about else []
    return [f"{r[:1].upper()}{r[1:].rstrip('.')}." for r in reasons]
