# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""What the rows of one way came to."""
import time

import table


class Results:
    def __init__(self, way, gap=lambda row: None):
        """`gap(row)`: why this system cannot express a row that others can; None when it can."""
        self.way = way
        self.rows = [row for row in table.rows_of(way) if gap(row) is None]
        self.faults = 0
        self.started = time.monotonic()

    def compare(self, row, code):
        """`code` is a number, or a text that says why there is none."""
        wanted = table.expected(row, self.way)
        if code != wanted:
            self.faults += 1
            print(f"FAIL  {row.id}: {row.when}: {code}, not {wanted}", flush=True)

    def end(self):
        took = time.monotonic() - self.started
        print(f"{self.way}: {len(self.rows)} rows, {self.faults} faults [{took:.1f} s]")
        return 1 if self.faults else 0
