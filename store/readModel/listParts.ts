import type { CaseFilter, Parameters } from './caseFilter.ts';
import { nameOf, type Days, type KnownDays } from './numberDays.ts';

export type CaseSort = 'nextDueAt' | 'registeredAt';

/** The last sort value (ISO instant, null for none) and number. */
export type CaseCursor = readonly [value: string | null, no: string];

/** A list in parts that follow each other, each in an order that an index has. */
export interface Part {
  /** Conditions on rows `v` of `cases`. */
  readonly within: readonly string[];
  readonly order: string;
  /** Rows that are passed over in this order before the filter is asked of indexes instead. */
  readonly walk: number;
  /** Conditions of what comes early in it, of ever more, where no index of what still acts is in this order. */
  readonly early?: readonly string[];
  /** Where the numbers of some days are. */
  readonly spans: Spans;
  /** Absent: no case that is over is in it. */
  readonly stretches?: Stretches;
}

/** By SQL of what tells it, from what and to before what. */
export interface Spans {
  readonly by: string;
  readonly type: 'timestamptz' | 'text';
  /** In the order of the part, if it goes by that. */
  readonly of: (days: readonly KnownDays[]) => readonly Span[];
}

export type Span = Readonly<{ from: string; to: string; keys: readonly (string | number)[] }>;

/** Stretches of the order, by which cases that are over are indexed. */
export interface Stretches {
  /** SQL of the key of the stretch of a row `v`, as its index has it. */
  readonly key: string;
  readonly type: 'integer' | 'text';
  readonly isBackward: boolean;
  /** SQL of the key where the part begins. */
  readonly from?: string;
}

export type PartFrom = (filter: CaseFilter, cursor: CaseCursor | undefined, parameters: Parameters) => Part | undefined;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

export const partsOf = (sort: CaseSort): readonly PartFrom[] =>
  sort === 'nextDueAt' ? [dueFrom, notDueFrom] : [registeredFrom];

const WALK = 2_000;

/** Drills are behind all others. */
const NUMBERS: Spans = {
  by: 'v.no',
  type: 'text',
  of: (days) =>
    ['', 'D'].flatMap((prefix) =>
      days.filter(({ prefixes }) => prefixes.includes(prefix)).map((one) => numbersOf(prefix, one)),
    ),
};

const REGISTERED: Spans = {
  by: 'v.registered_at',
  type: 'timestamptz',
  of: (days) => days.toReversed().map(registeredIn),
};

const dueFrom: PartFrom = (_filter, cursor, parameters) => {
  if (cursor !== undefined && cursor[0] === null) return undefined;
  const after =
    cursor && `(v.next_due_at, v.no) > (${parameters.add(cursor[0])}::timestamptz, ${parameters.add(cursor[1])})`;
  // Something is due of what still acts only.
  const within = ['v.acting', 'v.next_due_at is not null', ...(after === undefined ? [] : [after])];
  return { within, order: 'v.next_due_at, v.no', walk: WALK, spans: NUMBERS };
};

const notDueFrom: PartFrom = (filter, cursor, parameters) => {
  if (filter.dueBefore !== undefined) return undefined;
  const after = cursor?.[0] === null ? parameters.add(cursor[1]) : undefined;
  return {
    within: ['v.next_due_at is null', ...(after === undefined ? [] : [`v.no > ${after}`])],
    order: 'v.no',
    walk: WALK,
    spans: NUMBERS,
    stretches: {
      key: 'left(v.no, 7)',
      type: 'text',
      isBackward: false,
      ...(after === undefined ? {} : { from: `left(${after}, 7)` }),
    },
  };
};

const registeredFrom: PartFrom = (filter, cursor, parameters) => {
  const [at, no] = cursor === undefined ? [] : cursor.map((value) => parameters.add(value));
  const stretches: Stretches = {
    key: 'week_of(v.registered_at)',
    type: 'integer',
    isBackward: true,
    ...(at === undefined ? {} : { from: `week_of(${at}::timestamptz)` }),
  };
  const latest = at === undefined ? '(select max(registered_at) from cases)' : `${at}::timestamptz`;
  const early = [16, 32, 64].map((days) => `v.registered_at > ${latest} - interval '${days} days'`);
  return {
    // The first says the same for an index that has the moment alone.
    within:
      at === undefined
        ? []
        : [`v.registered_at <= ${at}::timestamptz`, `(v.registered_at, v.no) < (${at}::timestamptz, ${no})`],
    order: 'v.registered_at desc, v.no desc',
    spans: REGISTERED,
    walk: WALK,
    ...(filter.dueBefore === undefined ? { stretches } : { early }),
  };
};

function numbersOf(prefix: string, { first, end }: Days): Span {
  const keys: string[] = [];
  for (let day = first; day < end; day += DAY) keys.push(`${prefix}${nameOf(day)}`.slice(0, 7));
  return { from: `${prefix}${nameOf(first)}`, to: `${prefix}${nameOf(end)}`, keys };
}

/** The day of a number is that of its registration, wherever on earth. */
function registeredIn({ first, end }: Days): Span {
  const [from, to] = [first - 14 * HOUR, end + 12 * HOUR];
  const keys: number[] = [];
  for (let week = Math.floor(to / WEEK); week >= Math.floor(from / WEEK); week -= 1) keys.push(week);
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString(), keys };
}
