"""Weigh: from claims and origins to events, statuses, contradictions and answers, with reasons."""

from firsthand.weigh.changes import Change, changes
from firsthand.weigh.grown import GrownCase
from firsthand.weigh.judgement import judgement
from firsthand.weigh.options import Options
from firsthand.weigh.replay import Step, replay
from firsthand.weigh.reviews import attached

__all__ = ["Change", "GrownCase", "Options", "Step", "attached", "changes", "judgement", "replay"]
