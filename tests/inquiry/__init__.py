"""What is asked of the law itself is held against the days of the acts."""
