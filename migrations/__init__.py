"""Changes of what is stored, each run once, in the order of their numbers.

A migration is a module `mNNNN_what_it_does` with `async def forward(run: Run) -> None`. It keeps its
own frozen copy of the shapes it reads and writes, since today's documents are not yesterday's, and
it may be run again from where it was interrupted, so each of its steps must be repeatable.
"""
