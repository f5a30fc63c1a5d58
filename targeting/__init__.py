"""The pure core: rules, segments, eligibility and bucketing.

Nothing here does I/O, reads a clock or draws a random number. Every function that depends on time
takes `now` (an aware datetime), so any moment of the past or the future can be evaluated.
"""
