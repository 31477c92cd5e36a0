"""The improvement engine: arrays, compiled kernels, their plain-Python twins, and the exact end game."""
