"""The clauses of the checker."""
