"""Benchmarks: each prints a ratio to something that runs in the same minutes, and asserts nothing."""
