"""Builds `data/lemmas.tsv`: forms whose lemma the rules of `read/reader/lemma.py` get wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from evals.loaders import treebank
from firsthand.read.reader.lemma import by_rule

if TYPE_CHECKING:
    from pathlib import Path

HEADER = """# form\tclass\tlemma: forms that the rules of read/reader/lemma.py get wrong. Built by
# `python -m training prepare`
# from UD English EWT and GUM (credited in training/MODEL_CARD.md) and the base model's vocabulary.
"""
OPEN_CLASSES = ("VERB", "NOUN", "ADJ", "ADV")
CLOSED_CLASSES = ("AUX", "PRON", "DET", "ADP", "PART", "SCONJ", "CCONJ")
SHORTEST = 3
BY_HAND = {("bases", "NOUN"): "base", ("left", "VERB"): "leave", ("found", "VERB"): "find", ("axes", "NOUN"): "axis"}
IRREGULAR = """
arose arisen arise, awoke awoken awake, bore borne bear, beat beaten beat, became become, began begun begin,
bent bend, bet bet, bound bind, bit bitten bite, bled bleed, blew blown blow, broke broken break, brought bring,
built build, burnt burn, burst burst, bought buy, caught catch, chose chosen choose, clung cling, came come,
cost cost, crept creep, cut cut, dealt deal, dug dig, drew drawn draw, drank drunk drink, drove driven drive,
ate eaten eat, fell fallen fall, fed feed, felt feel, fought fight, found find, fled flee, flung fling, flew
flown fly, forbade forbidden forbid, forgot forgotten forget, forgave forgiven forgive, froze frozen freeze, got
gotten get, gave given give, went gone go, ground grind, grew grown grow, hung hang, had has have, heard hear,
hid hidden hide, hit hit, held hold, hurt hurt, kept keep, knelt kneel, knew known know, laid lay, led lead,
leapt leap, learnt learn, left leave, lent lend, let let, lay lain lie, lit light, lost lose, made make, meant
mean, met meet, overcame overcome, overthrew overthrown overthrow, paid pay, put put, quit quit, read read, rode
ridden ride, rang rung ring, rose risen rise, ran run, said say, saw seen see, sought seek, sold sell, sent
send, set set, shook shaken shake, shed shed, shone shine, shot shoot, showed shown show, shrank shrunk shrink,
shut shut, sang sung sing, sank sunk sink, sat sit, slept sleep, slid slide, spoke spoken speak, sped speed,
spent spend, split split, spread spread, sprang sprung spring, stood stand, stole stolen steal, stuck stick,
struck stricken strike, strove striven strive, swore sworn swear, swept sweep, swam swum swim, swung swing, took
taken take, taught teach, tore torn tear, told tell, thought think, threw thrown throw, thrust thrust, trod
trodden tread, undertook undertaken undertake, underwent undergone undergo, understood understand, upheld
uphold, withheld withhold, withdrew withdrawn withdraw, withstood withstand, woke woken wake, wore worn wear,
wove woven weave, wept weep, won win, wound wind, wrote written write, retook retaken retake, rebuilt rebuild,
foresaw foreseen foresee, was were is are been being am 's be, did done does do, dying die, lying lie, tying
tie, fleeing flee, seeing see, agreed agree, freed free, guaranteed guarantee, suing sue
"""
SURE = 5
"""Sightings that make a lemma with another first letter credible (`went`, `go`); fewer are mostly typing errors."""
_CONSONANTS = frozenset("bcdfghjklmnpqrstvwxyz")


def write(data: Path, vocabulary: Path, target: Path) -> int:
    """Write the table; returns its number of rows."""
    known = frozenset(vocabulary.read_text(encoding="utf-8").split("\n"))
    rows = _from_vocabulary(known) | _irregular() | _from_treebanks(data, known) | BY_HAND
    lines = [f"{form}\t{upos}\t{base}" for (form, upos), base in sorted(rows.items()) if by_rule(form, upos) != base]
    target.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)


def _irregular() -> dict[tuple[str, str], str]:
    """Read the table of irregular verbs: forms, then their base."""
    groups = (group.split() for group in IRREGULAR.replace("\n", " ").split(","))
    return {(form, "VERB"): base for *forms, base in groups for form in forms}


def _from_treebanks(data: Path, known: frozenset[str]) -> dict[tuple[str, str], str]:
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    texts = [*treebank.ewt(data / "syntax/ewt/train.conllu"), *treebank.gum(data / "syntax/gum/train")]
    for text in texts:
        for tree in text.trees:
            for word in tree.words:
                seen[word.form.lower().replace("’", "'"), word.upos][word.lemma] += 1
    rows = {}
    for (form, upos), lemmas in seen.items():
        base, count = lemmas.most_common(1)[0]
        if " " in base or base == "_" or (form not in known and count == 1):
            continue
        is_spelled = base.isalpha() and (base.lower() in known or count > 1)
        is_kin = form[0] == base[0].lower() or count >= SURE
        if upos in CLOSED_CLASSES or (upos in OPEN_CLASSES and is_spelled and is_kin):
            rows[form, upos] = base
    return rows


def _from_vocabulary(known: frozenset[str]) -> dict[tuple[str, str], str]:
    """Past forms and participles whose base the vocabulary spells."""
    rows = {}
    for form in known:
        for ending in ("ed", "ing"):
            stem = form.removesuffix(ending)
            if stem != form and len(stem) >= SHORTEST and form.isascii() and form.isalpha():
                base = _base(stem, known)
                if base is not None:
                    rows[form, "VERB"] = base
    return rows


def _base(stem: str, known: frozenset[str]) -> str | None:
    silent = stem + "e" in known
    plain = stem in known
    if plain and silent:
        is_short = stem[-1] in _CONSONANTS and stem[-2] not in _CONSONANTS and stem[-3] in _CONSONANTS
        return stem + "e" if is_short else stem
    if plain or silent:
        return stem if plain else stem + "e"
    return stem[:-1] if stem[-1] == stem[-2] and stem[:-1] in known else None
