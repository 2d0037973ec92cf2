"""Where a report that names nobody comes from as a rule: the agency whose news from abroad its outlet prints."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from firsthand.core.evidence import Id, Report
from firsthand.core.lineage import Derivation, Signal
from firsthand.data.outlets import outlets
from firsthand.trace.credits import institution, publisher
from firsthand.trace.tracing import Tracing
from firsthand.trace.voices import Voice

WEIGHT = 0.4  # log-odds; labelled cases: right for about three in five
_OWN_WORK = frozenset({"opinion", "release", "satire", "fact-check"})


def by_habit(traced: Tracing, orphans: Collection[Id], voices: Iterable[Voice]) -> Iterator[Derivation]:
    """Yield, for reports with no known upstream, the agency that their outlets print as a rule.

    No words of the report show it: its share is 0, it joins no origins, and it is told as a perhaps. None is given
    where the outlet's own journalist saw or heard something, or where it signs the report as its own.

    Args:
        traced: What is known of the reports.
        orphans: Reports with no known upstream.
        voices: Of the claims of the reports.

    Cost: O(orphans + voices).
    """
    original = {voice.report for voice in voices if voice.standing == "eyes" or voice.is_original}
    for copy in sorted(orphans):
        report = traced.texts[copy].report
        feeds = () if copy in original or traced.newsrooms[copy].is_told else _feeds(report)
        if feeds:
            row = outlets().rows[f"outlet:{feeds[0]}"]
            signal = Signal(name="prints it as a rule", weight=WEIGHT, note=report.outlet or "")
            yield Derivation(copy=copy, source=None, name=row.name, kind="habitual", share=0.0, signals=(signal,))


def _feeds(report: Report) -> tuple[str, ...]:
    """Return whose reports an outlet prints as a rule, where this one may be one of them."""
    row = publisher(report)
    if row is None or report.genre in _OWN_WORK or institution(report) is not None:
        return ()
    return row.feeds
