interface Fault {
  readonly pointer: string;
  readonly detail: string;
}

/** Faults of one request that are told one by one. */
export const MAX_TOLD = 100;

/**
 * Many faults as a problem has them: the first hundred, then how many more there are. `place`: what is meant where a
 * fault points at all of it.
 */
export function toldFaults(
  faults: readonly Fault[],
  place: 'query' | 'body',
): { readonly detail: string; readonly errors: Fault[] } {
  const more = faults.length - MAX_TOLD;
  const errors = faults.slice(0, MAX_TOLD).map(({ pointer, detail }) => ({ pointer, detail }));
  if (more > 0) errors.push({ pointer: '', detail: `and ${more} more` });
  const detail = errors.map((fault) => `${fault.pointer === '' ? place : fault.pointer}: ${fault.detail}`).join('; ');
  return { detail, errors };
}
