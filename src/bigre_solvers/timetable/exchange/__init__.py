"""Files in and out: Bigre's own JSON, KoMa's, and those of ITC-2007."""
