"""Formats for gates in CI: SARIF, JUnit, GitHub annotations and markdown."""
