"""How good the figures are that are held: six measures of each source, and of each partner.

Each measure is worked out from the store and the catalogue alone, by a rule that the page states.
None has a threshold: it gives a number, and the word that the rule has for it.
"""
