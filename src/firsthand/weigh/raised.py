"""The answers of a pile: to what is asked, then to what the pile itself raises."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.core.event import Answer, Event
from firsthand.weigh.answers import answer_of
from firsthand.weigh.conflicts import Conflicts, first_day_of, unresolved
from firsthand.weigh.focus import Focus
from firsthand.weigh.leading import is_a_matter, is_told_enough
from firsthand.weigh.pile import Pile
from firsthand.weigh.questions import LOADED_SPEED, Question, question
from firsthand.weigh.replies import REPLIES
from firsthand.weigh.status import Weighed
from firsthand.weigh.words import phrase

ANSWERS_SHOWN = 12
RAISED = ("Who had it first?", "Who was asked, and what did they answer?")
HEADLINES_MET = 2


def answers_of(
    pile: Pile,
    statuses: Sequence[Weighed],
    events: Sequence[Event],
    found: Conflicts,
    asked: Question | None,
    about: Focus,
) -> list[Answer]:
    """Return the answer to the question, if one was asked, then to those that the pile itself raises, best first."""
    made: list[Answer] = []
    by_status = asked if asked is not None and statuses and _speaks_to(asked, statuses[0], about) else None
    for n, weighed in enumerate(statuses[:ANSWERS_SHOWN]):
        if n and not (is_told_enough(pile, weighed) and is_a_matter(weighed)):
            continue  # one voice may be misread, or nobody would ask: only what is asked for is answered at best
        claims = {o.claim for v in weighed.voices for o in v.observations}
        open_ones = unresolved(found, claims, first_day_of(weighed))
        answer = answer_of(pile, weighed, by_status if n == 0 else None, open_ones)
        if all(answer.question != other.question for other in made):  # a town and its region may share a name
            made.append(answer)
    for text in RAISED:
        q = question(text)
        if (reply := REPLIES[q.asks](pile, q, statuses, events)) is not None:
            made.append(reply)
    if statuses:
        made += [answer_of(pile, statuses[0], q) for q in _headlines(pile, statuses[0])]
    if asked is not None and by_status is None:
        reply = REPLIES[asked.asks](pile, asked, statuses, events) if asked.asks in REPLIES else None
        made.insert(0, reply or nothing_told(asked))
    return made


def _speaks_to(asked: Question, weighed: Weighed, about: Focus) -> bool:
    """Whether the status can answer the question: it is of the aspect, and of the names, that are asked for."""
    if (asked.party and about.party is None) or (asked.site and about.site is None):
        return False  # of somebody, or some place, that the pile does not name it tells nothing
    fitting = {"presence": {"presence", "end", "headline"}, "control": {"control", "headline"}}
    return asked.asks in fitting.get(weighed.fluent.aspect, {"operation", "headline"})


def nothing_told(asked: Question) -> Answer:
    """Return the answer to a question of which the pile tells nothing."""
    return Answer(
        question=asked.text,
        state="unknown",
        probability=0.5,
        words=phrase(0.5),
        since=None,
        sentence="Nothing in this pile tells that.",
        grounds=(),
        not_known=("What is asked: no claim in the pile speaks of it.",),
    )


def _headlines(pile: Pile, weighed: Weighed) -> list[Question]:
    """Return headlines of the status's own reports that say more than was shown, each once."""
    reports = {pile.by_id[o.claim].report for v in weighed.voices for o in v.observations}
    titles = sorted({pile.reports[r].title or "" for r in reports})
    return [q for t in titles if (q := question(t)).loaded in LOADED_SPEED][:HEADLINES_MET]
