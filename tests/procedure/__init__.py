"""Tests of the procedure: the steps that follow from an answer."""
