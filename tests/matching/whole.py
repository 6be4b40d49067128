"""The least of a sum in whole numbers, by integer programming."""

from __future__ import annotations

import highspy
import numpy as np


def least(
    costs: np.ndarray, rows: np.ndarray, at_least: np.ndarray, at_most: np.ndarray, upper: float
) -> np.ndarray:
    """Whole numbers from 0 to `upper` whose costs are least, with at_least ≤ rows @ numbers ≤ at_most."""
    count = len(costs)
    programme = highspy.HighsLp()
    programme.num_col_, programme.num_row_ = count, len(rows)
    programme.col_cost_ = np.asarray(costs, dtype=float)
    programme.col_lower_, programme.col_upper_ = np.zeros(count), np.full(count, upper)
    programme.row_lower_, programme.row_upper_ = np.asarray(at_least, float), np.asarray(at_most, float)
    programme.integrality_ = [highspy.HighsVarType.kInteger] * count
    row, column = np.nonzero(rows)
    matrix = programme.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.num_col_, matrix.num_row_ = count, len(rows)
    matrix.start_ = np.searchsorted(row, np.arange(len(rows) + 1))
    matrix.index_, matrix.value_ = column, rows[row, column].astype(float)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.passModel(programme)
    solver.run()
    assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return np.array(solver.getSolution().col_value)
