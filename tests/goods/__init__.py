"""Goods as traders write them, each with what somebody who knows the law would say of it."""
