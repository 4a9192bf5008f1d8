"""Tests assert behaviour through the public interface, on real law."""
