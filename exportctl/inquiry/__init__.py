"""Questions about the law itself, without a transaction: what there is, what it covers, where it comes from, how it changed."""
