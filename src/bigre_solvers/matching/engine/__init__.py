"""The compiled parts: what each pair is worth, whom to choose, and how good that can be."""
