"""Files in and out: Bigre's own JSON and KoMa's."""
