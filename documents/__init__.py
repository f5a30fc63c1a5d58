"""What is kept in MongoDB, with its indexes, and every query as a named function.

Callers never see a driver object: functions take and return documents, plain values and the frozen
classes of `targeting`.
"""
