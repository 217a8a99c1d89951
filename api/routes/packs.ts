import { z } from 'zod';
import {
  checkBodySchema,
  checkResultSchema,
  packListSchema,
  packSchemaOut,
  simulateBodySchema,
  simulationSchema,
} from '../../contracts/http/httpPack.ts';
import { dateIn } from '../../domain/time/zone.ts';
import { findPack } from '../../store/rules/packs.ts';
import { packInForce } from '../cases/packInForce.ts';
import { answerOnce } from '../http/answerOnce.ts';
import { get, post, JSON_TYPE } from '../http/route.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import type { CheckAnswer } from '../thread/checkSource.ts';

/** Any YAML, even faulty. */
const YAML = { 'application/yaml': z.unknown(), 'text/yaml': z.unknown(), 'text/plain': z.string() };

export const listPacksInForce = get('/v1/packs', {
  summary: 'Packs in force',
  tag: 'packs',
  answers: { 200: { description: 'All of them', schema: packListSchema } },
  handle: async ({ deps, locale }) => ({
    body: {
      items: deps.packs.inForce().map(({ authored, engine: { id, version, hash, window = null, timezone } }) => {
        const today = dateIn(Date.now(), timezone);
        const inForce = window === null || (today >= window.from && today <= window.to);
        return { id, version, hash, title: authored.title[locale], inForce, window };
      }),
    },
  }),
});

export const readPack = get('/v1/packs/:id', {
  summary: 'One pack as written, every rule with the id of its source',
  tag: 'packs',
  answers: { 200: { description: 'The pack', schema: packSchemaOut } },
  handle: async ({ deps, params }) => {
    const { authored: pack, engine } = packInForce(deps, params.id);
    const { id, version, hash } = engine;
    return { body: { id, version, hash, pack } };
  },
});

export const checkPackSource = post('/v1/packs/check', {
  summary: 'Check a pack’s text: every mistake with line, column and what would be right',
  tag: 'packs',
  rawBody: { [JSON_TYPE]: checkBodySchema, ...YAML },
  answers: { 200: { description: 'Sound, or its mistakes', schema: checkResultSchema } },
  lane: 'rules',
  handle: (input) => answerOnce(input, () => checked(input.deps, input.body)),
});

async function checked({ db, packs, rules }: ApiDependencies, body: unknown): Promise<CheckAnswer> {
  const source = typeof body === 'string' ? body : (body as z.infer<typeof checkBodySchema>).source;
  const result = JSON.parse(
    (await rules.run('check', { source, calendars: packs.calendars })).toString(),
  ) as CheckAnswer;
  const { ok, id, version, hash } = result;
  if (!ok || id === undefined || version === undefined) return result;
  const stored = await findPack(db, id, version);
  if (stored === undefined || stored.hash === hash) return result;
  const message = {
    zh: `版本 ${version} 已存在且内容不同;修改后的包要用新版本号`,
    en: `version ${version} exists with other content; a changed pack needs a new version`,
  };
  return { ...result, ok: false, faults: [{ code: 'version-taken', line: 1, column: 1, path: 'version', message }] };
}

export const simulatePack = post('/v1/packs/:id/simulate', {
  summary: 'What would happen: nothing is run, nothing is stored',
  tag: 'packs',
  lane: 'rules',
  body: simulateBodySchema,
  answers: { 200: { description: 'Clocks, rungs, class, and what would be refused', schema: simulationSchema } },
  handle: async (input) => {
    const { deps, params, body, locale } = input;
    const pack = packInForce(deps, params.id);
    return answerOnce(input, () => deps.rules.run('simulate', { pack, body, locale }), locale);
  },
});
