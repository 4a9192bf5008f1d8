"""What is asked from Python is answered as the commands answer it."""
