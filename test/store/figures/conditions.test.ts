import { sql } from 'kysely';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { matches, type Condition, type FactValue, type Matcher } from '../../../domain/pack/condition.ts';
import { openDatabase, type Database } from '../../../store/database/database.ts';
import { answered } from '../../../store/figures/rows/sqlText.ts';
import { boolean, conditionSql, json, number, text, texts, type Value } from '../../../store/figures/rows/value.ts';
import { testDatabase } from '../../support/servers/servers.ts';

let db: Database;
beforeAll(async () => {
  db = openDatabase(await testDatabase());
});
afterAll(() => db.end());

const WORDS = ['atm', 'media', 'false', 'true', '1', '[]', 'x'];
const word = fc.constantFrom(...WORDS);
const amount = fc.integer({ min: -2, max: 3 });
const scalar = fc.oneof(word, amount, fc.boolean());

/** What a case may have, and may lack. */
const facts = fc.record(
  {
    category: word,
    moves: amount,
    repeat: fc.boolean(),
    flags: fc.array(word, { maxLength: 3 }),
    tier: fc.oneof(scalar, fc.constant(null)),
    holders: fc.oneof(word, fc.array(fc.oneof(word, amount), { maxLength: 3 })),
    steps: fc.dictionary(fc.constantFrom('reply', 'pay'), fc.dictionary(fc.constantFrom('count', 'accepted'), scalar)),
    channel: fc.constantFrom('outlet', 'media', 'elsewhere'),
    channels: fc.array(fc.constantFrom('outlet', 'media', 'elsewhere'), { maxLength: 3 }),
  },
  { requiredKeys: ['flags', 'steps'] },
);

const CHANNELS = new Map<string, FactValue>([
  ['outlet', { id: 'outlet', external: false }],
  ['media', { id: 'media', external: true }],
]);
const UNKNOWN = { id: '', external: false };

const { condition } = fc.letrec<{ condition: Condition; matcher: Matcher }>((tie) => ({
  matcher: fc.oneof(
    { maxDepth: 2 },
    scalar,
    fc.array(scalar, { minLength: 1, maxLength: 3 }),
    fc.record({ min: amount }),
    fc.record({ max: amount }),
    fc.record({ not: tie('matcher') }),
  ),
  condition: fc.oneof(
    { maxDepth: 3 },
    fc.dictionary(
      fc.constantFrom('category', 'moves', 'repeat', 'flags', 'tier', 'holders', 'nothing'),
      tie('matcher'),
      { minKeys: 1, maxKeys: 3 },
    ),
    fc.record({
      steps: fc.dictionary(
        fc.constantFrom('reply', 'pay'),
        fc.dictionary(fc.constantFrom('count', 'accepted'), tie('matcher'), { minKeys: 1 }),
        { minKeys: 1 },
      ),
    }),
    fc.dictionary(
      fc.constantFrom('channel', 'channels'),
      fc.oneof(word, fc.record({ external: fc.boolean() }), fc.record({ not: fc.record({ external: fc.boolean() }) })),
      { minKeys: 1 },
    ),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));

type Given = Readonly<Record<string, FactValue | undefined>>;

function inSql(given: Given, name: string): Value | undefined {
  const value = given[name];
  const asJson = sql`${value === undefined ? null : JSON.stringify(value)}::jsonb`;
  if (name === 'category') return text(sql`${value ?? null}::text`);
  if (name === 'moves') return number(sql`${value ?? null}::int`);
  if (name === 'repeat') return boolean(sql`${value ?? null}::boolean`);
  if (name === 'flags') return texts(sql`${value}::text[]`);
  if (name === 'tier') return json(sql`${JSON.stringify({ tier: value })}::jsonb`, name);
  if (name === 'holders') return json(sql`${JSON.stringify({ holders: value })}::jsonb`, name, true);
  if (name === 'channel')
    return { kind: 'known', sql: sql`${value ?? null}::text`, list: false, facts: CHANNELS, unknown: UNKNOWN };
  if (name === 'channels')
    return { kind: 'known', sql: sql`${value ?? null}::text[]`, list: true, facts: CHANNELS, unknown: UNKNOWN };
  if (name !== 'steps') return undefined;
  return { kind: 'parts', missing: sql`false`, part: (step) => json(asJson, step) };
}

it('a condition holds in SQL for the very facts for which the rules say that it holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(condition, facts), { minLength: 40, maxLength: 40 }), async (pairs) => {
      const columns = pairs.map(
        ([one, given], index) => sql`${conditionSql(one, (name) => inSql(given, name))} as ${sql.ref(`c${index}`)}`,
      );
      const [found] = await answered<Record<string, boolean>>(db, sql`select ${sql.join(columns)}`);
      const wanted = pairs.map(([one, given]) =>
        matches(one, (name) => {
          const value = (given as Given)[name];
          const known = (id: string): FactValue => CHANNELS.get(id) ?? UNKNOWN;
          if (name === 'channels') return (value as readonly string[] | undefined)?.map(known);
          return name === 'channel' && value !== undefined ? known(value as string) : value;
        }),
      );
      expect(pairs.map((pair, index) => [pair, found?.[`c${index}`]])).toEqual(
        pairs.map((pair, index) => [pair, wanted[index]]),
      );
    }),
    { numRuns: 50 },
  );
}, 120_000);
