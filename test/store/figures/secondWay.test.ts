import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { figureContext } from '../../../client/figureContext.ts';
import { PackRegistry } from '../../../client/packRegistry.ts';
import type { Figure } from '../../../domain/figures/figure.ts';
import type { FigureAnswer } from '../../../domain/figures/figureAnswer.ts';
import { addDays, dateIn, instantOf } from '../../../domain/time/zone.ts';
import { packsById } from '../../../packs/figure/booksIn.ts';
import { parseBook } from '../../../packs/figure/parseBook.ts';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import { textOf } from '../../../packs/source/textOf.ts';
import type { Database } from '../../../store/database/database.ts';
import { evaluateFigure, evaluateFigures } from '../../../store/figures/evaluateFigure.ts';
import { recordEvents } from '../../../store/log/recordEvents.ts';
import { deriveKeys } from '../../../store/vault/vault.ts';
import { randomLife } from '../../model/randomLife.ts';
import { registerOpened } from '../../support/cases/registerOpened.ts';
import { plainFigure, type PlainAnswer, type PlainCase } from '../../support/figures/plainFigure.ts';
import { LIBRARY } from '../../support/rules/workCalendars.ts';
import { bankDatabase } from '../../support/servers/bankDatabase.ts';

/** A thousand were run before each release; the suite runs as many as it has time for. */
const LIVES = Number(process.env['REDRESS_FIGURE_LIVES'] ?? 60);

const authored = loadPacks('packs').map(({ pack }) => pack);
const keys = deriveKeys(randomBytes(32));
const open: Database[] = [];
afterAll(() => Promise.all(open.map((db) => db.end())));

describe.each(['cutover-emergency', 'office-complaints', 'rural-bank-petitions', 'key-accounts'])(
  'the figures of %s, of lives that people may lead',
  (id) => {
    it(
      'are the same by SQL over the fact tables and by plain code over the logs, and together as alone',
      async () => {
        const { db } = await bankDatabase();
        open.push(db);
        const packs = new PackRegistry(db, 'zh', LIBRARY);
        for (const one of authored) await packs.put(one);
        const parsed = parseBook(textOf(`packs/figures/${id}.yaml`), packsById(authored));
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults[0]));
        const book = parsed.value;
        await packs.putBook(book);
        const pack = packs.find(id)?.engine;
        if (pack === undefined) throw new Error(id);
        const cases: PlainCase[] = [];
        let last = 0;
        for (let seed = 1; seed <= LIVES; seed += 1) {
          const life = randomLife(pack, seed);
          const [first] = life.events;
          if (first?.type !== 'CaseRegistered') throw new Error('a case begins with its registration');
          const opening = life.events
            .filter(({ at }) => at === first.at)
            .filter(({ id: cause }) => cause.split('#')[0] === first.id.split('#')[0]);
          const actor = { ...first.actor, reach: true };
          const { no } = await registerOpened(db, keys, {
            pack: { id: pack.id, version: pack.version, hash: pack.hash },
            base: life.base,
            ...(first.data.anonymous
              ? {}
              : { complainant: { name: '甲', phone: `1390000${String(seed % 40).padStart(4, '0')}` } }),
            demand: '测试',
            prose: {},
            topic: first.data.category,
            zone: pack.timezone,
            open: () => ({ intake: { ...first.data, actor } as never, events: opening }),
          });
          await recordEvents(db, no, life.base, life.events.slice(opening.length));
          cases.push({ no, events: life.events, customer: first.data.anonymous ? undefined : String(seed % 40) });
          last = Math.max(last, life.now);
        }
        const now = last + 60_000;
        const begin = dateIn(Math.min(...cases.map((one) => one.events[0]?.at ?? now)), pack.timezone);
        const end = dateIn(now, pack.timezone);
        const middle = addDays(begin, 8);
        const periods = [
          [begin, end],
          [begin, middle],
          [middle, addDays(middle, 6)],
        ] as const;
        const context = figureContext(db, packs, id, now);
        const differs: string[] = [];
        let compared = 0;
        for (const [from, to] of periods)
          for (const figure of book.figures) {
            const bounds = {
              from: instantOf(from, '00:00', pack.timezone),
              to: instantOf(addDays(to, 1), '00:00', pack.timezone),
            };
            const plain = plainFigure(figure, { pack, book, cases, ...bounds, now });
            if (plain === undefined) continue;
            const answer = await evaluateFigure(context, figure.id, { days: { from, to } });
            compared += 1;
            const [one, other] = [shown(figure, answer), plainly(figure, plain)];
            if (one !== other) differs.push(`${figure.id} ${from}..${to}: SQL ${one}, plain ${other}`);
          }
        expect(differs).toEqual([]);
        const days = { from: begin, to: end };
        for (const together of await evaluateFigures(context, { days, by: ['month'] })) {
          const by = together.parts === undefined ? undefined : (['month'] as const);
          expect(await evaluateFigure(context, together.id, { days, by })).toEqual(together);
        }
        expect(compared).toBeGreaterThan(20);
      },
      60_000 + LIVES * 3_000,
    );
  },
);

function shown(figure: Figure, { numerator, denominator, value, spread }: FigureAnswer): string {
  if (figure.kind === 'duration') return `${denominator} ${(spread?.mean ?? 0).toFixed(6)}`;
  if (figure.kind === 'sum') return String(value);
  return figure.kind === 'count' ? String(numerator) : `${numerator}/${denominator}`;
}

function plainly(figure: Figure, { numerator, denominator, hours = [], sum }: PlainAnswer): string {
  const mean = hours.reduce((all, one) => all + one, 0) / (hours.length || 1);
  if (figure.kind === 'duration') return `${denominator} ${mean.toFixed(6)}`;
  if (figure.kind === 'sum') return String(sum);
  return figure.kind === 'count' ? String(numerator) : `${numerator}/${denominator}`;
}
