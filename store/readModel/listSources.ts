/**
 * How the rows of a list are found, so that none costs more with what is stored. First the list is walked in its
 * order, a few thousand rows: where much holds, that fills the page. What is left is found by indexes: of cases that
 * still act by one, as they are few; of cases that are over stretch by stretch (a week, ten days of numbers), so that
 * what follows a full page is not looked at. A search by a number knows days, or single numbers, and looks only there.
 */

import { holding, isNarrowed, type CaseAsk, type Parameters } from './caseFilter.ts';
import type { Part, Stretches } from './listParts.ts';

/** SQL of rows `v` (no, next_due_at, registered_at), in no order yet. */
export type Source = (asked: Asked) => string;

type Asked = Readonly<{
  part: Part;
  ask: CaseAsk;
  parameters: Parameters;
  /** So many rows are enough. */
  most: number;
}>;

const COLUMNS = 'v.no, v.next_due_at, v.registered_at';

/** To be asked one after the other until there is enough: the cheapest first. */
export function sourcesOf({ stretches, early = [] }: Part, { filter, found }: CaseAsk): readonly Source[] {
  if (found === undefined && stretches !== undefined) return [walked, sieved(stretches)];
  if (found === undefined) return [walked, ...early.map((one) => rowsWith('v.acting', one)), acting];
  if (found.days.length === 0) return found.isCut ? [walked, numbered] : [numbered];
  if (stretches === undefined) return [walked, union([actingInDays, numbered])];
  if (!isNarrowed(filter)) return [union([inDays, numbered])];
  return [union([walkedInDays, numbered]), sievedInDays(stretches)];
}

/** What holds among the first rows of the part: all that is needed where much holds. */
const walked: Source = ({ part: { within, order, walk }, ask, parameters }) => {
  const first = `select * from cases v ${where(within)} order by ${order} limit ${walk}`;
  return `(${first}) v ${where(holding(ask, parameters))}`;
};

/** Sorted afterwards, so that no index in the order of the list is walked over after all. */
const rowsWith =
  (...conditions: readonly string[]): Source =>
  (asked) =>
    `(select ${COLUMNS} from cases v ${where([...conditions, ...all(asked)])} offset 0) v`;

const acting = rowsWith('v.acting');

/** What holds among the numbers that were found, each looked up by itself. */
const numbered: Source = ({ part: { within }, ask: { found, ...ask }, parameters }) => {
  const numbers = parameters.add(found?.numbers ?? []);
  const of = ['v.no = known.no', ...within, ...holding({ ...ask, found: undefined }, parameters)];
  return `(select v.* from unnest(${numbers}::text[]) as known (no)
    cross join lateral (select ${COLUMNS} from cases v ${where(of)} limit 1) v) v`;
};

/** What holds, found by indexes: what still acts by one, what is over by others. */
const sieved = (stretches: Stretches): Source => union([acting, over(stretches)]);

const sievedInDays = (stretches: Stretches): Source => union([actingInDays, over(stretches), numbered]);

const over =
  (stretches: Stretches): Source =>
  (asked) =>
    (asked.ask.filter.handler === undefined ? inStretches(stretches) : rowsWith('not v.acting'))(asked);

/** Of what is over, stretch by stretch: what follows is not looked at once there is enough. */
const inStretches =
  (stretches: Stretches): Source =>
  (asked) => {
    const { part, most } = asked;
    const of = keysOf(stretches, asked);
    const rows = rowsWith('not v.acting', `${stretches.key} = stretch.key`)(asked);
    return `(select v.* from (${of}) stretch
      cross join lateral (select * from ${rows} order by ${part.order} limit ${most}) v limit ${most}) v`;
  };

/** In their order: those of the days of a search, else all that have cases which are over. */
function keysOf({ key, type, isBackward, from }: Stretches, { part, ask: { found }, parameters }: Asked): string {
  const [beyond, order] = isBackward ? ['<', 'order by 1 desc'] : ['>', 'order by 1'];
  if (found !== undefined) {
    const known = parameters.add([...new Set(part.spans.of(found.days).flatMap(({ keys }) => keys))]);
    const after = from === undefined ? [] : [`key ${beyond}= ${from}`];
    return `select key from unnest(${known}::${type}[]) as key ${where(after)}`;
  }
  const over = `select ${key} from cases v where not v.acting`;
  const first = `${over} ${from === undefined ? '' : `and ${key} ${beyond}= ${from}`} ${order} limit 1`;
  const next = `${over} and ${key} ${beyond} before.key ${order} limit 1`;
  return `with recursive stretches (key) as ((${first})
    union all select (${next}) from stretches before where before.key is not null) select key from stretches`;
}

/** What holds in the days of a search, in the order of the list. */
const inDays: Source = (asked) => {
  const { from, span } = spansOf(asked);
  return firstOf(from, [...span, ...all(asked)], asked.part.order, asked.most);
};

/** The same among the first rows of them. */
const walkedInDays: Source = (asked) => {
  const { from, span } = spansOf(asked);
  const { within, order, walk } = asked.part;
  const first = firstOf(from, [...span, ...within], order, walk);
  return `(select v.* from ${first} ${where(holding(asked.ask, asked.parameters))}) v`;
};

function firstOf(from: string, of: readonly string[], order: string, most: number): string {
  return `(select v.* from ${from} cross join lateral (
    select * from cases v ${where(of)} order by ${order} limit ${most}) v limit ${most}) v`;
}

/** All of it that still acts. Each span is said by itself, so that the server knows how much it holds. */
const actingInDays: Source = (asked) => {
  const { part, ask, parameters, most } = asked;
  const { by, type, of } = part.spans;
  const selects = of(ask.found?.days ?? []).map(({ from, to }) => {
    const span = [`${by} >= ${parameters.add(from)}::${type}`, `${by} < ${parameters.add(to)}::${type}`];
    return `(select ${COLUMNS} from cases v ${where(['v.acting', ...span, ...all(asked)])}
      order by ${part.order} limit ${most})`;
  });
  return `(${selects.join(' union all ')}) v`;
};

/** The days of a search as rows `span`, and conditions by which rows `v` are in one of them. */
function spansOf({ part, ask, parameters }: Asked): Readonly<{ from: string; span: readonly string[] }> {
  const { by, type, of } = part.spans;
  const spans = of(ask.found?.days ?? []);
  const since = parameters.add(spans.map((span) => span.from));
  const until = parameters.add(spans.map((span) => span.to));
  return {
    from: `unnest(${since}::${type}[], ${until}::${type}[]) as span (since, until)`,
    span: [`${by} >= span.since`, `${by} < span.until`],
  };
}

/** Each row once. */
function union(sources: readonly Source[]): Source {
  return (asked) => `(${sources.map((source) => `select ${COLUMNS} from ${source(asked)}`).join(' union ')}) v`;
}

function all({ part: { within }, ask, parameters }: Asked): readonly string[] {
  return [...within, ...holding(ask, parameters)];
}

function where(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
}
