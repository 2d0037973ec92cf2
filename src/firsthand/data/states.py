"""The state of each country, by the code that places carry (`states.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from firsthand.core.errors import BrokenData
from firsthand.data.actors import Actor, actors

_FILE = "data/states.toml"


def state_of(within: str | None) -> Actor | None:
    """Return the state that a place lies in, by its `within`; None where that is no country's code (ISO 3166 alpha-2).

    Cost: a look-up, 10 ms once.
    """
    return _states().get(within or "")


@cache
def _states() -> Mapping[str, Actor]:
    known = actors()
    table = tomllib.loads((files("firsthand.data") / "states.toml").read_text("utf-8"))
    found = {code: known.of(ref) for code, ref in table.items()}
    if missing := sorted(code for code, actor in found.items() if actor is None):
        raise BrokenData(_FILE, f"{missing} name states that actors.toml does not have")
    return {code: actor for code, actor in found.items() if actor is not None}
