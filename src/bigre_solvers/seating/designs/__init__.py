"""Plans for the plain case: from algebra, and by searching for symmetrical ones."""
