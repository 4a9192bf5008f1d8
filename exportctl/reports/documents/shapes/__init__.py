"""The shapes of documents that are made elsewhere: of records, receipts and the configuration file."""
