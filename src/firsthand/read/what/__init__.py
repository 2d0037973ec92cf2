"""What happened: event mentions by the tables of `data/events.toml`."""
