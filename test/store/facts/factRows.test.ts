/** The facts of a case do not depend on how its events were cut into recordings. */

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../config/projectRoot.ts';
import type { RecordedEvent } from '../../../domain/case/event.ts';
import type { Since } from '../../../store/facts/caseVersions.ts';
import type { FactOwner } from '../../../store/facts/factOwner.ts';
import { factRows } from '../../../store/facts/factRows.ts';
import { FACT_TABLES, FACT_TABLE_NAMES, type FactTableName } from '../../../store/facts/factTables.ts';
import { loadCalendars } from '../../../packs/calendar/loadCalendars.ts';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import { resolveEngine } from '../../../packs/load/resolveEngine.ts';
import { numbers } from '../../model/numbers.ts';
import { randomLife } from '../../model/randomLife.ts';

const LIVES = 40;
const calendars = loadCalendars(join(projectRoot(), 'packs', 'calendars'));
const packs = loadPacks(join(projectRoot(), 'packs'), calendars).map(({ pack }) =>
  resolveEngine(pack, 'en', calendars),
);

type Row = Readonly<Record<string, unknown>>;
type Tables = Map<string, Row>;

/** As the statement writes them: by key, later over earlier, whole rows, JSON in between. */
function written(tables: Tables, rows: Readonly<Partial<Record<FactTableName, readonly Row[]>>>): void {
  for (const table of FACT_TABLE_NAMES) {
    const keys = new Set<string>();
    for (const row of JSON.parse(JSON.stringify(rows[table] ?? [])) as readonly Row[]) {
      const key = [table, ...FACT_TABLES[table].key.map((name) => row[name])].join('/');
      expect(keys, 'one statement writes a row once').not.toContain(key);
      keys.add(key);
      tables.set(key, row);
    }
  }
}

/** Recorded in batches; what is kept in between went through the database. */
function recorded(owner: FactOwner, batches: readonly (readonly RecordedEvent[])[]): Tables {
  const tables: Tables = new Map();
  let stands: Since | undefined;
  for (const batch of batches) {
    const { rows, now } = factRows(owner, stands, batch);
    written(tables, rows);
    stands = JSON.parse(JSON.stringify(now)) as Since;
  }
  return tables;
}

function cut(events: readonly RecordedEvent[], next: () => number): readonly (readonly RecordedEvent[])[] {
  const batches: RecordedEvent[][] = [[]];
  for (const event of events) {
    if (next() < 0.4 && batches.at(-1)?.length !== 0) batches.push([]);
    batches.at(-1)?.push(event);
  }
  return batches;
}

const sorted = (tables: Tables): readonly (readonly [string, Row])[] =>
  [...tables].toSorted(([a], [b]) => (a < b ? -1 : 1));

describe.each(packs.map((pack) => [pack.id, pack] as const))('facts of lives under %s', (_, pack) => {
  it('are those of the whole log, whatever was recorded together', () => {
    for (let seed = 1; seed <= LIVES; seed += 1) {
      const { events, base } = randomLife(pack, seed);
      const owner = { no: `R-${seed}`, packId: pack.id, base };
      const whole = sorted(recorded(owner, [events]));
      expect([seed, sorted(recorded(owner, cut(events, numbers(seed))))]).toEqual([seed, whole]);
      expect([
        seed,
        sorted(
          recorded(
            owner,
            events.map((event) => [event]),
          ),
        ),
      ]).toEqual([seed, whole]);
    }
  });

  it('have one version of the case for every moment since its registration', () => {
    for (let seed = 1; seed <= LIVES; seed += 1) {
      const { events, base } = randomLife(pack, seed);
      const { rows } = factRows({ no: `R-${seed}`, packId: pack.id, base }, undefined, events);
      const versions = [...(rows.fact_cases_before ?? []), ...(rows.fact_cases ?? [])];
      const since = versions.map((row) => (row['since'] as Date).getTime());
      const until = (rows.fact_cases_before ?? []).map((row) => (row['until'] as Date).getTime());
      expect(since[0]).toBe(events[0]?.at);
      expect(until).toEqual(since.slice(1));
      expect(until.every((moment, index) => moment > (since[index] ?? Infinity))).toBe(true);
    }
  });
});
