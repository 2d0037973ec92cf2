"""When: expressions of time, anchored, and which of them dates an event."""
