/** `20261123-000001`; rehearsals begin with D. */
const NUMBER = /^D?\d{8}-\d{6,}$/;

/** Every number of a case in an answer, wherever it stands. */
export function numbersIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return NUMBER.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
}
