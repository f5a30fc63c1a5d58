"""The two GraphQL schemas: types, inputs and results, and nothing that decides.

A method here unwraps its input, calls one function of `resolvers/` and wraps what comes back. The
committed `storefront.graphql` and `admin.graphql` are what partners build on; `make check` fails when
they differ from the code.
"""
