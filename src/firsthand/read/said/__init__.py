"""On whose word: voices, and the chain of them behind each event."""
