"""What a call needs, who may do what with a proposal, and where it may go from where it stands."""
