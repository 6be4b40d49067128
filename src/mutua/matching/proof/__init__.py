"""The proof of a set of pairs: written beside it, read again, and checked without the solver.

Every node (a person, a place of a person with room for two, a gate) and every odd group of nodes has a
price. If the prices around each pair that could be chosen reach its value, no set of pairs is worth more than
all prices together (a group counts half its nodes, rounded down): then the pairs chosen can be compared with
a sum. Nothing here imports what finds the pairs.
"""
