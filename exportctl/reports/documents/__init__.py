"""The JSON documents: a class for each, whose builder is a pure function from a result."""
