"""Tables in text files, as people's programs export them: encodings, separators, dates, numbers, columns by name.

Everything here is pure and knows no context: sales and catalogue uploads are built on it.
"""
