"""What is printed is what people reviewed."""
