"""Weigh: from claims and origins to events, statuses, contradictions and answers, with reasons."""

from firsthand.weigh.judgement import judgement
from firsthand.weigh.options import Options

__all__ = ["Options", "judgement"]
