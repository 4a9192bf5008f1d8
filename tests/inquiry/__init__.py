"""Questions about the law itself are compared with the days of the acts."""
