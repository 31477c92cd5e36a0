"""The clauses of the independent checker."""
