"""What the goods are: a text is read, and with what is stated beside it each entry of the list matches, may match or does not."""
