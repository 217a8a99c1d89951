const DECIMAL = /^(\d{1,13})(?:\.(\d{1,2}))?$/;

/** Minor units of `"8000.00"`, or of a number with at most two decimals; `undefined` for anything else. */
export function parseMoney(value: unknown): number | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  const match = typeof text === 'string' ? DECIMAL.exec(text) : null;
  if (match === null) return undefined;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

export function formatMoney(minor: number): string {
  return `${Math.trunc(minor / 100)}.${String(Math.abs(minor % 100)).padStart(2, '0')}`;
}
