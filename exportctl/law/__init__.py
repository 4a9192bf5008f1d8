"""The law: acts and their provisions, the entries of the lists, and the status of each provision on a day."""
