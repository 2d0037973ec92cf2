"""A sentence as a tree that one can walk."""
