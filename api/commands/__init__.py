"""What the command line does; each module is imported when its command is run, and not before."""
