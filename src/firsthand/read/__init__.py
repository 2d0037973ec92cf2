"""Capture -> Report -> Claim: what a report says, who said it, of whom, where and when."""
