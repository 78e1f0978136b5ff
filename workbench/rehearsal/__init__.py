"""The rehearsal: a case file played from the first order to the last signature, by one player with two hands."""
