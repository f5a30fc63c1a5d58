"""Writes the reference pages from the code, so that none of their lists is kept by hand."""
