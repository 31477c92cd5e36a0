"""`bigre serve`, `bigre demo`, `bigre worker`."""
