"""Long lists: the first page as it is, the rest asleep in templates until the reader turns to them."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from firsthand.write.drawing import joined, tag

CHUNK = 200  # items a template: the browser parses them without laying them out


def paged(items: Sequence[Markup], element: str, *, per_page: int, name: str, klass: str = "") -> Markup:
    """Return a list of which one page is laid out at a time; without script its first page stands, and says so."""
    box, rest = paged_parts(items, element, per_page=per_page, name=name, klass=klass)
    return box + rest


def first_page(items: Sequence[Markup], element: str, *, total: int, per_page: int, name: str) -> Markup:
    """Return the first page of a list whose other pages the script lays out from the page's data."""
    box = tag(element, *items, class_="items", data_page=per_page, id=f"list-{name}")
    return box + turner(total, per_page, name)


def turner(total: int, per_page: int, name: str) -> Markup:
    """Return where the script puts the buttons that turn pages, and what is told without script."""
    if total <= per_page:
        return tag("div", class_="turner", data_for=name)
    count = f"{total - per_page:,} more of {total:,} follow when scripts are allowed; all stand in brief.json."
    return tag("p", count, class_="dim noscript") + tag("div", class_="turner", data_for=name)


def paged_parts(
    items: Sequence[Markup], element: str, *, per_page: int, name: str, klass: str = ""
) -> tuple[Markup, Markup]:
    """Return the first page and what follows it apart, for where the rest may not stand beside it (in a table)."""
    first, rest = items[:per_page], items[per_page:]
    box = tag(element, *first, class_=f"{klass} items".strip(), data_page=per_page, id=f"list-{name}")
    if not rest:
        return box, Markup("")
    asleep = [tag("template", *rest[n : n + CHUNK], data_of=name) for n in range(0, len(rest), CHUNK)]
    count = f"{len(rest):,} more of {len(items):,} follow when scripts are allowed; all stand in brief.json."
    more = tag("p", count, class_="dim noscript")
    return box, joined([*asleep, more, tag("div", class_="turner", data_for=name)])
