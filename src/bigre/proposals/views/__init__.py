"""The pages of proposals and of the call for them."""
