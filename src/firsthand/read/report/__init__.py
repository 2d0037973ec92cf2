"""Capture -> Report: what a page or file holds, who published it, when, in which language."""
