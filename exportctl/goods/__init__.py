"""Classification of goods: from their description and the stated facts, each entry of the list matches, may match or does not."""
