const SAID = 3;

/** On one line. */
export function firstFew(causes: readonly string[]): string {
  return [...causes.slice(0, SAID), ...(causes.length > SAID ? ['…'] : [])].join('; ');
}
