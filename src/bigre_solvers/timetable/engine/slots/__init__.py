"""The engine for problems made of equal slots, where who attends what is given: tabu search, then Kempe chains."""
