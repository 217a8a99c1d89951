import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outsideWindow } from '../../../domain/decide/openCase.ts';
import { readDemonstration } from '../../../packs/load/demonstration.ts';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import { resolveEngine } from '../../../packs/load/resolveEngine.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';
import { LIBRARY } from '../../support/rules/workCalendars.ts';

const { pack: byDefault, cases } = readDemonstration('packs');

/** The body of the first request of the page about the API. */
function firstOfThePage(): Record<string, unknown> {
  const [, body = ''] = /-d '(\{.*?\})'/s.exec(readFileSync('docs/api.md', 'utf8')) ?? [];
  return JSON.parse(body) as Record<string, unknown>;
}

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ demonstration: true, worker: false });
});
afterAll(() => api.stop());

describe('what a newcomer meets first', () => {
  const requests: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ['the first request of the page about the API', firstOfThePage()],
    ...cases.map(({ say, intake }) => [`of the demonstration: ${say.en}`, intake] as const),
  ];
  it.each(requests)('is taken today, and not as a drill: %s', async (_, body) => {
    const { status, body: answer } = await api.post('/v1/complaints', body);
    expect([status, answer.detail]).toEqual([201, undefined]);
  });

  it('goes by a pack that takes cases on any day, while the cutover plan does so on its own', () => {
    const windowOf = (id: string, day: string): boolean => {
      const pack = loadPacks('packs').find((one) => one.pack.id === id)?.pack;
      if (pack === undefined) throw new Error(`there is no pack "${id}"`);
      return outsideWindow(resolveEngine(pack, 'en', LIBRARY), Date.parse(`${day}T09:00:00+08:00`)) === undefined;
    };
    const days = ['2025-01-01', '2026-12-31', '2027-01-01', '2028-02-29', '2050-06-01'];
    expect(days.map((day) => windowOf(byDefault, day))).toEqual([true, true, true, true, true]);
    expect(days.map((day) => windowOf('cutover-emergency', day))).toEqual([false, true, false, false, false]);
  });
});
