"""The engine: it evaluates the law for facts on a day, and forecasts when the answer changes."""
