/**
 * When a case is a repeat: an earlier one of the same customer and topic within a window. The customer is a keyed hash;
 * nobody is named.
 */

export interface RepeatRule {
  /** Only cases of one category are the same topic. */
  readonly byCategory: boolean;
  readonly windowMs: number;
}

/** A registered case as far as repeats ask. */
export interface KnownCase {
  readonly no: string;
  /** Registration on the wall clock, epoch ms. */
  readonly at: number;
  /** Place in the order of registrations: two within one ms still have one. */
  readonly order: number;
  /** Keyed hash of the customer. */
  readonly customer: string;
  /** As it was written down at registration. */
  readonly topic: string;
  readonly category: string;
}

/** What the rule takes for the topic of a case of this category. */
export function topicOf(rule: RepeatRule | undefined, category: string): string {
  return rule?.byCategory === true ? category : '*';
}

/**
 * The oldest case within the window that was registered before `one` and is about the same; `topic` says what a case is
 * about.
 */
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
  return earlier.reduce<KnownCase | undefined>(
    (oldest, other) => (oldest === undefined || other.at < oldest.at ? other : oldest),
    undefined,
  )?.no;
}
