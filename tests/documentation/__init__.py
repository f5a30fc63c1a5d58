"""Runs what the documentation shows; `tests/clients/test_docs.py` has the tests."""
