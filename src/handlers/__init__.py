"""Where AWS meets the domain: Lambda entry points that parse, wire and answer, and decide nothing."""
