"""What the caller's words mean is tested part by part."""
