"""The tests of the news: titles, lists, the comparison with the data, and the one module that opens a network connection."""
