"""The heaviest matching of a graph, exactly, with its proof: the engine under `optimum`.

A linear relaxation (auction) gives prices and a half-integral solution; searches for augmenting paths
around odd cycles (J. Edmonds, Maximum matching and a polyhedron with 0,1-vertices, 1965) make it whole.
All numbers are whole: `unit` of them are one unit of weight, prices are in halves of that.
"""
