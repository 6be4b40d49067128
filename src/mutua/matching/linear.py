"""Linear programmes, solved by HiGHS."""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Numbers = NDArray[np.intp]


@dataclass(frozen=True)
class Entries:
    """What of a matrix is not zero: entry (row[i], column[i]) is value[i], none named twice."""

    row: Numbers
    column: Numbers
    value: Values


@dataclass(frozen=True)
class Shares:
    """The best shares. share: of each column, 0 to 1; dual: what one more of each limit would gain."""

    share: Values
    dual: Values
    gain: float


def best_shares(gains: Values, entries: Entries, limits: Values, *, within: float | None = None) -> Shares:
    """Shares of the columns, 0 to 1 each, that gain most while no row goes over its limit.

    within: stop that close to the best (relative), amid all shares as good as these; None, or where that
    comes to no end: at a corner of them.
    """
    solver = highspy.Highs()
    options = {"output_flag": False, "solver": "ipm", "presolve": "on", "parallel": "off"}
    amid = {} if within is None else {"run_crossover": "off", "ipm_optimality_tolerance": within}
    for option, value in (options | amid).items():
        solver.setOptionValue(option, value)
    solver.passModel(_programme(gains, entries, limits))
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        if within is not None:
            return best_shares(gains, entries, limits)
        raise ArithmeticError(solver.modelStatusToString(solver.getModelStatus()))
    found = solver.getSolution()
    gain = -solver.getInfo().objective_function_value
    return Shares(np.array(found.col_value), -np.array(found.row_dual), gain)


def best_whole(gains: Values, entries: Entries, limits: Values, most_nodes: int) -> Values | None:
    """As the share of `best_shares`, but of whole columns; None if that takes more than so many nodes."""
    solver = highspy.Highs()
    for option, value in {"output_flag": False, "mip_max_nodes": most_nodes, "mip_rel_gap": 0.0}.items():
        solver.setOptionValue(option, value)
    programme = _programme(gains, entries, limits)
    programme.integrality_ = [highspy.HighsVarType.kInteger] * len(gains)
    solver.passModel(programme)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return np.array(solver.getSolution().col_value)


def _programme(gains: Values, entries: Entries, limits: Values) -> highspy.HighsLp:
    """HiGHS looks for the least, so gains are costs here; the matrix goes column by column."""
    order = np.lexsort((entries.row, entries.column))
    programme = highspy.HighsLp()
    programme.num_col_, programme.num_row_ = len(gains), len(limits)
    programme.col_cost_ = -gains
    programme.col_lower_, programme.col_upper_ = np.zeros(len(gains)), np.ones(len(gains))
    programme.row_lower_, programme.row_upper_ = np.full(len(limits), -highspy.kHighsInf), limits
    matrix = programme.a_matrix_
    matrix.num_col_, matrix.num_row_ = len(gains), len(limits)
    matrix.format_ = highspy.MatrixFormat.kColwise
    matrix.start_ = np.searchsorted(entries.column[order], np.arange(len(gains) + 1))
    matrix.index_, matrix.value_ = entries.row[order], entries.value[order]
    return programme
