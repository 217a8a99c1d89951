const SAID = 3;

export function firstFew(causes: readonly string[]): string {
  return [...causes.slice(0, SAID), ...(causes.length > SAID ? ['…'] : [])].join('; ');
}
