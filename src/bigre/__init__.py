"""Bigre: the software on which a network of work cooperatives runs its yearly gathering."""
