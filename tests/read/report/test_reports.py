from __future__ import annotations

import json
import unicodedata
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.core.evidence import Capture
from firsthand.read.report.formats import without_row
from firsthand.read.report.reports import Taken, reports

TEXT = "Russian forces have left the airport, two witnesses said on Monday. The flag was still up."


def taken(body: bytes | str, media_type: str = "text/plain", **more: str) -> Taken:
    raw = body.encode() if isinstance(body, str) else body
    return reports(Capture(body="0" * 64, media_type=media_type, path="x"), raw, **more)


def test_plain_text_is_kept_as_it_is() -> None:
    (report,) = taken(f"{TEXT}\r\n\r\nMore.  ").reports
    assert report.text == f"{TEXT}\r\n\r\nMore.  "


def test_text_is_normalised_to_nfc_and_nothing_else() -> None:
    (report,) = taken(unicodedata.normalize("NFD", "Kamışlı " * 10)).reports
    assert report.text == unicodedata.normalize("NFC", "Kamışlı " * 10)


def test_front_matter_gives_the_fields() -> None:
    front = "outlet: LBC Group\nurl: https://x.example/a\npublished: 2026-01-26\ntitle: 'Troops: out'\nlanguage: en"
    (report,) = taken(f"---\n{front}\n---\n\n{TEXT}", "text/markdown").reports
    assert (report.outlet, report.url, report.published) == ("LBC Group", "https://x.example/a", "2026-01-26")
    assert (report.title, report.language, report.text) == ("Troops: out", "en", TEXT)


def test_broken_front_matter_is_told_and_the_text_is_read() -> None:
    found = taken(f"---\noutlet: [unclosed\n---\n{TEXT}", "text/markdown", published="2026-01-26")
    assert found.reports[0].text == TEXT
    assert "front matter" in found.problems[0].what


def test_a_json_report_may_have_nulls_everywhere_but_in_its_text() -> None:
    fields = {"url": None, "outlet": None, "published": None, "title": None, "text": TEXT, "language": None}
    found = taken(json.dumps(fields), "application/json")
    assert found.reports[0].text == TEXT
    assert [problem.what for problem in found.problems] == ["no publication date"]


def test_one_bad_line_does_not_stop_the_others() -> None:
    lines = [json.dumps({"text": TEXT, "published": "2026-01-26"}), "{broken", "[1]", json.dumps({"text": ""}), ""]
    found = taken("\n".join([*lines, lines[0].replace("26", "27")]), "application/x-ndjson")
    assert [report.capture.row for report in found.reports] == [0, 5]
    assert [refused.row for refused in found.not_read] == [1, 2, 3]
    assert all(refused.remedy for refused in found.not_read)


def test_a_table_with_the_usual_names_of_columns_is_read() -> None:
    found = taken(f'headline;Source;Date;Body\nT;LBC Group;26 January 2026;"{TEXT}"\n', "text/csv")
    (report,) = found.reports
    assert (report.title, report.outlet, report.published, report.text) == ("T", "LBC Group", "2026-01-26", TEXT)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (("4/16/2017", "7/5/2016"), ["2017-04-16", "2016-07-05"]),
        (("16/4/2017", "7/5/2016"), ["2017-04-16", "2016-05-07"]),
        (("7/5/2016", "8/5/2016"), [None, None]),
    ],
)
def test_the_order_of_day_and_month_is_told_by_the_whole_column_and_never_guessed(
    dates: tuple[str, str], expected: list[str | None]
) -> None:
    rows = "\n".join(f'{date},"{TEXT} {n}"' for n, date in enumerate(dates))
    assert [report.published for report in taken(f"date,text\n{rows}\n", "text/csv").reports] == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-01-26T23:30:00+03:00", "2026-01-26T20:30:00Z"),
        ("2026-01-26T23:30:00", "2026-01-26"),
        ("Mon, 26 Jan 2026 10:00:00 GMT", "2026-01-26T10:00:00Z"),
        ("Jan. 26, 2026", "2026-01-26"),
        ("26.01.2026", "2026-01-26"),
        ("1769447697", "2026-01-26T17:14:57Z"),
        ("soon", None),
        ("2026-02-31", None),
    ],
)
def test_dates_are_read_as_people_write_them(written: str, expected: str | None) -> None:
    found = taken(json.dumps({"text": TEXT, "published": written}), "application/json")
    assert found.reports[0].published == expected
    assert bool(found.problems) == (expected is None)


def test_the_day_is_the_one_at_the_place_of_publication() -> None:
    (report,) = taken(json.dumps({"text": TEXT, "published": "2026-01-27T00:30:00+03:00"}), "application/json").reports
    assert report.published_day == "2026-01-27"


def test_a_day_given_for_all_does_not_overrule_the_reports_own() -> None:
    own = taken(json.dumps({"text": TEXT, "published": "2026-01-26"}), "application/json", published="2020-01-01")
    none = taken(TEXT, published="2020-01-01")
    assert (own.reports[0].published, none.reports[0].published) == ("2026-01-26", "2020-01-01")
    assert none.problems == ()


def test_a_date_in_the_future_is_read_and_told() -> None:
    found = taken(json.dumps({"text": TEXT, "published": "2030-01-01"}), "application/json", today="2026-01-26")
    assert found.reports[0].published == "2030-01-01"
    assert "future" in found.problems[0].what


def test_a_charset_that_is_not_told_is_guessed_and_said() -> None:
    arabic = "غادرت القوات الروسية مطار القامشلي بعد أن أخلت ثكناتها وسحبت معداتها إلى قاعدة حميميم على الساحل السوري"
    found = taken(arabic.encode("cp1256"), published="2026-01-26")
    assert "القامشلي" in found.reports[0].text
    assert any("charset guessed" in problem.what and "UTF-8" in problem.remedy for problem in found.problems)
    assert found.reports[0].language == "ar"


def test_utf_16_is_told_by_its_mark() -> None:
    assert taken(TEXT.encode("utf-16"), published="2026-01-26").reports[0].text == TEXT


def test_noise_is_refused() -> None:
    found = taken(bytes(range(256)) * 40)
    assert found.reports == ()
    assert found.not_read[0].remedy


def test_a_long_text_is_cut_and_told() -> None:
    found = taken(b"A line of a very long text.\n" * 800_000, published="2026-01-26")
    assert len(found.reports[0].text) == 20_000_000
    assert "cut at 20 MB" in found.problems[0].what


def test_mail_gives_its_date_and_subject() -> None:
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = "Out", "desk@x.example", "Mon, 26 Jan 2026 10:00:00 +0300"
    message.set_content(TEXT)
    (report,) = taken(bytes(message), "message/rfc822").reports
    assert (report.title, report.published, report.zone_offset_minutes) == ("Out", "2026-01-26T07:00:00Z", 180)
    assert TEXT in report.text


PAGE = f"""<html lang="en"><head><title>t</title><meta property="og:site_name" content="LBC Group">
<script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle", "headline": "Out",
"datePublished": "2026-01-26T10:00:00+02:00", "author": {{"name": "A. Writer"}}}}]}}</script></head>
<body><nav>Home News</nav><article><p>{TEXT}</p><p>{"A second paragraph follows with more words. " * 4}</p></article>
</body>
</html>"""


def test_a_page_gives_its_text_and_the_time_with_its_zone() -> None:
    (report,) = taken(PAGE, "text/html").reports
    assert report.published == "2026-01-26T08:00:00Z"
    assert (report.outlet, report.title, report.byline) == ("LBC Group", "Out", "A. Writer")
    assert TEXT in report.text
    assert "Home News" not in report.text


@pytest.mark.parametrize(
    "media_type", ["application/pdf", "message/rfc822", "text/html", "application/json", "text/csv"]
)
@given(body=st.binary(max_size=300))
def test_any_bytes_give_reports_or_a_reason(media_type: str, body: bytes) -> None:
    found = taken(body, media_type)
    assert found.reports or found.not_read


@pytest.mark.parametrize(
    ("url", "title", "genre"),
    [
        ("https://x.example/opinion/2026/why", "Why", "opinion"),
        ("https://x.example/news/a", "Fact check: did they leave?", "fact-check"),
        ("https://x.example/news/liveblog/a", "Live updates", "live-blog"),
        ("https://x.example/satire/a", "Troops", "satire"),
        ("https://x.example/news/a", "Troops leave", "news"),
    ],
)
def test_the_genre_is_told_by_address_and_title(url: str, title: str, genre: str) -> None:
    (report,) = taken(json.dumps({"text": TEXT, "url": url, "title": title}), "application/json").reports
    assert report.genre == genre


def test_the_id_follows_from_words_and_address_and_not_from_when_it_was_taken() -> None:
    fields = {"text": TEXT, "url": "https://x.example/a", "outlet": "LBC Group", "published": "2026-01-26"}
    one = taken(json.dumps(fields), "application/json", today="2026-01-27").reports[0]
    two = taken(json.dumps(fields, indent=2), "application/json", today="2026-09-09").reports[0]
    other = taken(json.dumps(fields | {"text": TEXT + "!"}), "application/json").reports[0]
    assert one.id == two.id != other.id


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("application/x-ndjson", "\n".join(json.dumps({"text": f"{TEXT} {n}"}) for n in range(3))),
        ("text/csv", "text,outlet\n" + "".join(f'"{TEXT} {n}",LBC\n' for n in range(3))),
        ("application/json", json.dumps([{"text": f"{TEXT} {n}"} for n in range(3)])),
    ],
)
def test_a_row_taken_out_leaves_the_others_their_ids(media_type: str, body: str) -> None:
    before = taken(body, media_type).reports
    rest = without_row(media_type, body.encode(), 1)
    assert [report.id for report in taken(rest, media_type).reports] == [before[0].id, before[2].id]
    assert f"{TEXT} 1".encode() not in rest


def test_the_day_in_an_address_is_used_where_no_other_is_given_and_told() -> None:
    fields = {"text": TEXT, "url": "https://x.example/2026/01/27/russia-withdraws"}
    found = taken(json.dumps(fields), "application/json", published="2020-01-01")
    assert found.reports[0].published == "2026-01-27"
    assert "its address" in found.problems[0].what
    own = taken(json.dumps(fields | {"published": "2026-01-28"}), "application/json")
    assert own.reports[0].published == "2026-01-28"
