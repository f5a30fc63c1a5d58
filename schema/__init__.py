"""The two GraphQL schemas: types, inputs and results, and nothing that decides.

A method here unwraps its input, calls one function of `resolvers/` and wraps what comes back. The
committed `storefront.graphql` and `admin.graphql` are what partners build on; `make check` fails when
they differ from the code.
"""

# Registered before any type refers to one: Strawberry would make a second enum of the same name of it.
from schema import campaign_enums, enums  # noqa: F401
