"""The array type of the methods: numpy arrays of any number type (float32 in the hot loops, masks, positions)."""

from typing import Any

from numpy.typing import NDArray

type Array = NDArray[Any]
