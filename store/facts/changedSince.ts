/** Of a list that only grows, and whose folds keep what they do not touch: what is new or another than it was. */
export function changedSince<T>(before: readonly T[] = [], after: readonly T[]): readonly T[] {
  return before === after ? [] : after.filter((one, index) => one !== before[index]);
}
