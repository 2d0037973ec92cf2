"""Where: the places that a text names, resolved, and the ones that belong to an event."""
