import type { Bilingual } from '../../language/bilingual.ts';

/** Asks whether a known name was meant, where one is near enough. */
export function didYouMean(name: string, known: readonly string[]): Bilingual | undefined {
  const meant = nearest(name, known);
  return meant === undefined ? undefined : { zh: `是否指 "${meant}"?`, en: `did you mean "${meant}"? ` };
}

/** A slip or two away. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const [first] = known
    .map((one) => ({ one, slips: slipsBetween(name.toLowerCase(), one.toLowerCase()) }))
    .filter(({ slips }) => slips <= (name.length < 5 ? 1 : 2))
    .toSorted((a, b) => a.slips - b.slips);
  return first?.one;
}

/** Letters too many, missing, other or swapped. */
function slipsBetween(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let row = 1; row <= a.length; row += 1) {
    rows.push([row]);
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      rows[row]?.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + same,
          swapped ? at(row - 2, column - 2) + 1 : Infinity,
        ),
      );
    }
  }
  return at(a.length, b.length);
}
