"""Checks of items (Haladyna, Downing & Rodriguez, 2002; NBME's guide to item writing)."""

HALADYNA = "Haladyna, Downing & Rodriguez 2002"
NBME = "NBME, Constructing Written Test Questions"
