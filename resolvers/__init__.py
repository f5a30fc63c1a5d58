"""The use-cases: what a query or a mutation does, without GraphQL, HTTP or driver objects.

A method in `schema/` unwraps its input, calls one function from here, and wraps the result.
"""
