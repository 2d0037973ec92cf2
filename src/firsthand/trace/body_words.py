"""The nouns that make a name a body's: `Red Crescent Society`, `Ministry of Defence`."""

from __future__ import annotations

import re

BODY_WORD = re.compile(
    r"\b(?:ministry|government|army|command|department|office|forces?|kremlin|pentagon|white house|council|committee|"
    r"authority|agency|staff|administration|embassy|party|parliament|police|coalition|mission|organi[sz]ation|union|nations|"
    r"military|directorate|service|hospital|university|college|company|school|zoo|court|bank|club|centre|center|network|observatory|group|movement|front|brigade|corps|institute|framework|"
    r"resistance|society|crescent|association|syndicate|lab|laboratory|teams?|groups|"
    r"alliance|assembly|federation|league|foundation|corporation|tribunal|rebels?|officials|initiative|commission|programme)s?\b",
    re.IGNORECASE,
)
