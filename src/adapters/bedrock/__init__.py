"""The language model, through Bedrock's Converse: what it is told, what it may answer, and every way it can fail."""
