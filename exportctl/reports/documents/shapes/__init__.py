"""The shapes of the documents: the type checker holds the functions to them, and the schemas are made from them."""
