/**
 * Optimal assignment of rows to columns in a rectangular cost matrix: shortest augmenting paths with dual potentials
 * (Jonker and Volgenant 1987, in the rectangular form of Crouse, "On implementing 2D rectangular assignment
 * algorithms", IEEE TAES 2016). Costs are finite, row-major, `rows * columns` long.
 * @returns for each row its column, or -1 for rows left over when there are more rows than columns
 */
export function assign(costs: Float64Array, rows: number, columns: number): Int32Array {
  if (costs.length !== rows * columns) throw new RangeError(`${costs.length} costs for ${rows} rows and ${columns} columns`);
  if (rows <= columns) return assignWide(costs, rows, columns);
  const turned = new Float64Array(costs.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) turned[column * rows + row] = costs[row * columns + column] ?? 0;
  const rowOfColumn = assignWide(turned, columns, rows);
  const columnOfRow = new Int32Array(rows).fill(-1);
  rowOfColumn.forEach((row, column) => (columnOfRow[row] = column));
  return columnOfRow;
}

function assignWide(costs: Float64Array, rows: number, columns: number): Int32Array {
  const rowPotential = new Float64Array(rows);
  const columnPotential = new Float64Array(columns);
  const rowOfColumn = new Int32Array(columns).fill(-1);
  const columnOfRow = new Int32Array(rows).fill(-1);
  const distance = new Float64Array(columns);
  const cameFrom = new Int32Array(columns);
  const done = new Uint8Array(columns);
  const at = (list: Float64Array | Int32Array, index: number): number => list[index] ?? 0;

  for (let start = 0; start < rows; start++) {
    distance.fill(Infinity);
    done.fill(0);
    const reached: number[] = [start];
    let row = start;
    let shortest = 0;
    let sink = -1;
    while (sink < 0) {
      let nearest = -1;
      for (let column = 0; column < columns; column++) {
        if (done[column]) continue;
        const through = shortest + at(costs, row * columns + column) - at(rowPotential, row) - at(columnPotential, column);
        if (through < at(distance, column)) {
          distance[column] = through;
          cameFrom[column] = row;
        }
        const better = nearest < 0 || at(distance, column) < at(distance, nearest);
        const equalButFree = nearest >= 0 && at(distance, column) === at(distance, nearest) && rowOfColumn[column] === -1;
        if (better || equalButFree) nearest = column;
      }
      if (nearest < 0 || !Number.isFinite(at(distance, nearest))) throw new RangeError('costs must be finite');
      shortest = at(distance, nearest);
      done[nearest] = 1;
      if (rowOfColumn[nearest] === -1) sink = nearest;
      else {
        row = at(rowOfColumn, nearest);
        reached.push(row);
      }
    }
    for (const visited of reached) {
      const column = at(columnOfRow, visited);
      rowPotential[visited] = at(rowPotential, visited) + (column < 0 ? shortest : shortest - at(distance, column));
    }
    for (let column = 0; column < columns; column++)
      if (done[column]) columnPotential[column] = at(columnPotential, column) - (shortest - at(distance, column));
    for (let column = sink, from = -1; from !== start; ) {
      from = at(cameFrom, column);
      const next = at(columnOfRow, from);
      rowOfColumn[column] = from;
      columnOfRow[from] = column;
      column = next;
    }
  }
  return columnOfRow;
}
