/** When a case is a repeat: an earlier one of the same customer and topic lies within a window. */

/** `byCategory`: only cases of one category are the same topic. */
export type RepeatRule = Readonly<{ byCategory: boolean; windowMs: number }>;

/** A registered case as far as repeats ask. */
export type KnownCase = Readonly<{
  no: string;
  /** Registration on the wall clock, epoch ms. */
  at: number;
  /** Place in the order of registrations: two within one ms still have one. */
  order: number;
  /** Keyed hash of the customer. */
  customer: string;
  /** As it was written down at registration. */
  topic: string;
  category: string;
}>;

/** What the rule takes for the topic of a case of this category. */
export function topicOf(rule: RepeatRule | undefined, category: string): string {
  return rule?.byCategory === true ? category : '*';
}

/** The oldest case within the window that was registered before `one` and has the same topic. */
export function earlierCase(
  rule: RepeatRule,
  one: KnownCase,
  known: readonly KnownCase[],
  topic: (of: KnownCase) => string,
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
