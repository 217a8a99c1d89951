/** Few cases that not everybody may know of are not told apart, nor what would give their number away. */

export type Cell = Readonly<{
  key: string;
  /** How many it says: the smallest number above zero among its counts. */
  least: number;
  /** How many confidential or anonymous cases are among them. */
  sensitive: number;
}>;

/** Fewer than so many. */
const FEW = 5;

export function isFew({ least }: Cell): boolean {
  return least > 0 && least < FEW;
}

/** Keys of cells that are not said. Where only one is small, the smallest other too: total less rest is no secret. */
export function suppressedCells(cells: readonly Cell[]): ReadonlySet<string> {
  const few = cells.filter((cell) => cell.sensitive > 0 && isFew(cell));
  if (few.length !== 1) return new Set(few.map(({ key }) => key));
  const others = cells.filter((cell) => cell !== few[0] && cell.least > 0).toSorted((a, b) => a.least - b.least);
  return new Set([...few, ...others.slice(0, 1)].map(({ key }) => key));
}
