"""Who and what takes part: names, types, counts, references."""
