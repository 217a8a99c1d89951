/**
 * A database of cases that lived as a test says, through the rules of a shipped pack, and figures of it:
 *
 *     const bank = await figureBank('cutover-emergency', { now: '2027-01-31 00:00' });
 *     await bank.live({ at: '2026-11-03 09:00', category: 'atm', does: [['10:00', 'resolve', { outcome: 'explained' }]] });
 *     expect(await bank.figure('S1-B1', '2026-11')).toMatchObject({ value: 1 });
 */

import { randomBytes } from 'node:crypto';
import { PackRegistry } from '../../../client/packRegistry.ts';
import { figureContext } from '../../../client/figureContext.ts';
import type { CaseEvent, RecordedEvent } from '../../../domain/case/event.ts';
import type { Dimension } from '../../../domain/figures/figure.ts';
import type { FigureAnswer } from '../../../domain/figures/figureAnswer.ts';
import { periodNamed, type Days } from '../../../domain/figures/period.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import { instantOf } from '../../../domain/time/zone.ts';
import { simulate, type SimulationInput } from '../../../domain/whatif/simulate.ts';
import { say } from '../../../language/phrase.ts';
import { packsById } from '../../../packs/figure/booksIn.ts';
import { parseBook } from '../../../packs/figure/parseBook.ts';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import { parseOrganisation } from '../../../packs/load/parseOrganisation.ts';
import { textOf } from '../../../packs/source/textOf.ts';
import type { Database } from '../../../store/database/database.ts';
import { evaluateFigure } from '../../../store/figures/evaluateFigure.ts';
import type { FigureContext } from '../../../store/figures/figureContext.ts';
import { recordEvents } from '../../../store/log/recordEvents.ts';
import { deriveKeys } from '../../../store/vault/vault.ts';
import { registerOpened } from '../cases/registerOpened.ts';
import { LIBRARY } from '../rules/workCalendars.ts';
import { bankDatabase } from '../servers/bankDatabase.ts';

/**
 * When (in the zone of the pack, `2026-11-30 23:59:59`; hours and minutes alone are on the day of what came before),
 * what, with which fields, by whom.
 */
export type Deed = readonly [at: string, action: string, fields?: Readonly<Record<string, unknown>>, actor?: string];

export type Life = Partial<SimulationInput['intake']> &
  Readonly<{
    /** Registered at: `2026-11-03 09:00`. */
    at: string;
    does?: readonly Deed[];
    /** What the rules say of two cases together, such as a merge: recorded after all else. */
    afterwards?: readonly (readonly [at: string, event: CaseEvent])[];
    /** Customers are told apart by it. */
    phone?: string;
    drill?: true;
    /** Until when time passes for it; that of the bank. */
    until?: string;
  }>;

export type Asked = Readonly<{ unit?: string; by?: readonly Dimension[]; now?: string }>;

export interface FigureBank {
  readonly db: Database;
  readonly packs: PackRegistry;
  readonly pack: EnginePack;
  /** Its number. */
  live(life: Life): Promise<string>;
  /** `2026`, `2026-11`, or `2026-11-03..2026-11-09`. Counted today, which is the `now` of the bank. */
  figure(id: string, period: string, asked?: Asked): Promise<FigureAnswer>;
  /** For what is asked otherwise. */
  context(now?: string): FigureContext;
  insert(table: string, row: Readonly<Record<string, unknown>>): Promise<void>;
  moment(local: string): number;
}

const authored = loadPacks('packs').map(({ pack }) => pack);

type Options = Readonly<{
  /** Today, local. */
  now?: string;
  /** Definitions of the test's own, YAML; else the shipped ones. */
  book?: string;
  /** A service that a test runs with the demonstration. */
  api?: Readonly<{ db: Database; packs: PackRegistry }>;
}>;

export async function figureBank(
  packId: string,
  { now = '2027-02-01 00:00', book, api }: Options = {},
): Promise<FigureBank> {
  const { db, packs } = api ?? (await ownDatabase());
  const parsed = parseBook(book ?? textOf(`packs/figures/${packId}.yaml`), packsById(authored));
  if (!parsed.ok) throw new Error(parsed.faults.map(({ line, message }) => `${line}: ${message.en}`).join('\n'));
  await packs.putBook(parsed.value);
  const pack = packs.find(packId)?.engine;
  if (pack === undefined) throw new Error(`there is no pack ${packId}`);
  const keys = deriveKeys(randomBytes(32));
  const moment = (local: string): number =>
    instantOf(local.slice(0, 10), local.slice(11, 16), pack.timezone) + Number(local.slice(17)) * 1000;
  const context = (today = now): FigureContext => figureContext(db, packs, packId, moment(today));

  return {
    db,
    packs,
    pack,
    context,
    moment,
    figure: (id, period, { unit, by, now: today } = {}) =>
      evaluateFigure(context(today), id, { days: daysOf(period), unit, by }),
    insert: async (table, row) => {
      const names = Object.keys(row);
      const places = names.map((_, index) => `$${index + 1}`).join();
      await db.query(`insert into ${table} (${names.join()}) values (${places})`, Object.values(row));
    },
    live: async ({ at, does = [], afterwards = [], phone = '13900000001', drill, until = now, ...intake }) => {
      const origin = moment(at);
      const base = { origin, speed: drill === true ? 600 : 1 };
      const { events, refused } = lived(pack, {
        at: origin,
        until: moment(until),
        intake: {
          channel: Object.keys(pack.channels)[0] ?? '',
          unit: 'outlet-renminlu',
          category: Object.keys(pack.categories)[0] ?? '',
          ...intake,
        },
        script: scriptOf(at, does).map(([when, action, fields = {}, actor]) => ({
          at: moment(when),
          action,
          fields,
          ...(actor === undefined ? {} : { actor }),
        })),
      });
      const [wrong] = refused;
      if (wrong !== undefined)
        throw new Error(`${does[wrong.index]?.[0]} ${does[wrong.index]?.[1]}: ${say(wrong, 'en')}`);
      const [first] = events;
      if (first?.type !== 'CaseRegistered') throw new Error('a case begins with its registration');
      const opening = events.filter((event) => event.id.split('#')[0] === first.id.split('#')[0]);
      const actor = { id: 'clerk', roles: ['clerk'], unit: first.data.unit, reach: true };
      const { no } = await registerOpened(db, keys, {
        pack,
        base,
        ...(first.data.anonymous ? {} : { complainant: { name: '测试甲', phone } }),
        demand: '测试',
        prose: {},
        topic: first.data.category,
        zone: pack.timezone,
        open: () => ({ intake: { ...first.data, actor } as never, events: opening }),
      });
      await recordEvents(db, no, base, [...events.slice(opening.length), ...added(events.length, afterwards, moment)]);
      return no;
    },
  };
}

async function ownDatabase(): Promise<{ readonly db: Database; readonly packs: PackRegistry }> {
  const { db } = await bankDatabase(parseOrganisation(textOf('packs/demo/organisation.yaml')));
  const packs = new PackRegistry(db, 'zh', LIBRARY);
  for (const one of authored) await packs.put(one);
  return { db, packs };
}

function daysOf(period: string): Days {
  const [from = '', to = from] = period.split('..');
  return periodNamed(period) ?? { from, to };
}

function scriptOf(at: string, does: readonly Deed[]): readonly Deed[] {
  let day = at.slice(0, 10);
  return does.map(([when, ...deed]) => {
    if (when.length > 5) day = when.slice(0, 10);
    return [when.length > 5 ? when : `${day} ${when}`, ...deed];
  });
}

function lived(pack: EnginePack, input: SimulationInput): Extract<ReturnType<typeof simulate>, { ok: true }>['value'] {
  const result = simulate(pack, input);
  if (!result.ok) throw new Error(say(result.rejection, 'en'));
  return result.value;
}

function added(
  seq: number,
  deeds: NonNullable<Life['afterwards']>,
  moment: (local: string) => number,
): readonly RecordedEvent[] {
  return deeds.map(([at, event], index) => ({
    ...event,
    id: `then-${index}#1`,
    seq: seq + index + 1,
    at: moment(at),
    actor: { id: 'liaison-1', roles: ['liaison'], unit: 'outlet-renminlu' },
  }));
}
