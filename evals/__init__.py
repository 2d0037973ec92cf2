"""Measured quality: loaders and scorers for public benchmarks, and floors that cannot sink."""
