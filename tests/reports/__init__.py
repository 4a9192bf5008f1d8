"""The output is the reviewed one."""
