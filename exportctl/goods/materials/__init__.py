"""Materials of goods: whether a named material is the goods themselves, or belongs to a product beside it."""
