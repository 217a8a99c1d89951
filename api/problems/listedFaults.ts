import { faultsIn, phrase, type Fault } from '../../language/phrase.ts';

/** Faults of one request that are told one by one. */
const MAX_LISTED = 100;

/** What is said of one request: of many faults the first hundred, then how many more there are. */
export function listedFaults(said: Fault): Fault {
  const faults = faultsIn(said);
  const more = faults.length - MAX_LISTED;
  if (more <= 0) return said;
  return phrase('faults', {
    faults: [...faults.slice(0, MAX_LISTED), { ...phrase('and-more', { count: more }), pointer: '' }],
  });
}
