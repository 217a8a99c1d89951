/** One pattern of several that follow each other: a long line is matched in pieces that can be read. */
export function inARow(...patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join(''));
}
