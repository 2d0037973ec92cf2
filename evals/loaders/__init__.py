"""Readers of public corpora, in the layout of `--data DIR`; each yields frozen records with offsets in code points."""
