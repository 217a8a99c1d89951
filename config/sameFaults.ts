/** A fault as it is compared: numbers and ids in its words make no other fault of it. */
export type Fault = Readonly<{ level: string; msg: string; because: string; subject?: string }>;

/** The same fault since it was last spoken of. `subjects`: the cases it was about, the first of them. */
export type Counted = Readonly<Fault & { again: number; seconds: number; subjects: readonly string[] }>;

/** Faults and subjects kept in memory; what is more is counted as one. */
const MOST_FAULTS = 200;
const MOST_SUBJECTS = 20;

type Seen = Readonly<{ fault: Fault; subjects: Set<string> }> & { again: number; since: number };

/** A fault that comes many times is said once and then counted, until it stays away. */
export class SameFaults {
  readonly #seen = new Map<string, Seen>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Whether it has to be said in full. */
  isNew(fault: Fault): boolean {
    const key = keyOf(fault);
    const seen = this.#seen.get(key) ?? (this.#seen.size < MOST_FAULTS ? undefined : this.#seen.get(OTHERS));
    if (seen === undefined) {
      const full = this.#seen.size >= MOST_FAULTS;
      const kept = full ? { level: fault.level, msg: 'more kinds of faults than are told apart', because: '' } : fault;
      this.#seen.set(full ? OTHERS : key, {
        fault: kept,
        subjects: new Set(),
        again: full ? 1 : 0,
        since: this.#now(),
      });
      return !full;
    }
    seen.again += 1;
    if (fault.subject !== undefined && seen.subjects.size < MOST_SUBJECTS) seen.subjects.add(fault.subject);
    return false;
  }

  /** What came again since the last look. What stayed away is forgotten: the next one is said in full. */
  counted(): readonly Counted[] {
    const all: Counted[] = [];
    for (const [key, seen] of this.#seen) {
      const { fault, subjects, again, since } = seen;
      if (again === 0) this.#seen.delete(key);
      else all.push({ ...fault, again, seconds: Math.round((this.#now() - since) / 1_000), subjects: [...subjects] });
      seen.again = 0;
      seen.since = this.#now();
      subjects.clear();
    }
    return all;
  }
}

const OTHERS = '';
const NAMES = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|\d+/gi;

function keyOf({ level, msg, because }: Fault): string {
  return `${level}\n${msg}\n${because}`.replace(NAMES, '#');
}
