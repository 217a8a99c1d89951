/** So many causes are said; how many there are is counted. */
const SAID = 3;

/** The first few of several causes on one line. */
export function firstFew(causes: readonly string[]): string {
  return [...causes.slice(0, SAID), ...(causes.length > SAID ? ['…'] : [])].join('; ');
}
