/** When a case is a repeat of an earlier one. */

/** `byCategory`: the category is the topic. */
export type RepeatRule = Readonly<{ byCategory: boolean; windowMs: number }>;

export type EarlierCase = Readonly<{
  no: string;
  /** Registered, wall clock, epoch ms. */
  at: number;
  /** Place among registrations, also within one ms. */
  order: number;
  /** Keyed hash. */
  customer: string;
  /** As written at registration. */
  topic: string;
  category: string;
}>;

export function topicOf(rule: RepeatRule | undefined, category: string): string {
  return rule?.byCategory === true ? category : '*';
}

/** The oldest case of the same customer and topic within the window before `one`. */
export function earlierCase(
  rule: RepeatRule,
  one: EarlierCase,
  known: readonly EarlierCase[],
  topic: (of: EarlierCase) => string,
): string | undefined {
  const earlier = known.filter(
    (other) =>
      other.customer === one.customer &&
      other.order < one.order &&
      other.at >= one.at - rule.windowMs &&
      topic(other) === topic(one),
  );
  return earlier.toSorted((a, b) => a.at - b.at)[0]?.no;
}
