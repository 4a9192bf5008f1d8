"""Malicious or broken input costs a line on stderr, and neither data nor a wrong answer."""
