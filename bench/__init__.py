"""Timings are printed as ratios against something run beside them, and never asserted."""
