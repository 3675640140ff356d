"""Lambda entry points that parse, wire and answer, and decide nothing."""

import gc

# Importing a function makes some 100,000 objects, hardly any of them garbage: Python's default would look through them
# forty times, a tenth of the start.
gc.set_threshold(150_000)
