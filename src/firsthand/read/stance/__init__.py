"""How an event is held to be: asserted, planned, expected, possible, conditional; affirmed or negated."""
