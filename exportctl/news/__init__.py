"""News of the law: the announcements that issuers published and that the data does not hold."""
