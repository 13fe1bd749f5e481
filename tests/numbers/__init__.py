"""Whether every number that a page prints is accounted for: what is read, held, counted, left."""
