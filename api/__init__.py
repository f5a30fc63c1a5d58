"""The process: HTTP, keys, limits, settings, the command line and the embedded database."""
