"""The Python functions answer as the commands do."""
