"""Goods in the words of traders, each with the classification that an expert would give."""
