import { basename } from 'node:path';
import { z } from 'zod';
import {
  checkBodySchema,
  checkResultSchema,
  packListSchema,
  packSchemaOut,
  simulateBodySchema,
  simulationSchema,
} from '../../contracts/httpPack.ts';
import { dateIn } from '../../domain/zone.ts';
import { simulate } from '../../domain/simulate.ts';
import { packHash } from '../../packs/packHash.ts';
import { parsePack } from '../../packs/parsePack.ts';
import { findPack } from '../../store/packs.ts';
import { answerOnce } from '../answerOnce.ts';
import { defineRoute } from '../defineRoute.ts';
import { PackLabels } from '../packLabels.ts';
import { presentSimulation } from '../presentSimulation.ts';
import { Problem, problemOf } from '../problem.ts';
import { readJson, readText } from '../readBody.ts';
import { shelvedPack } from '../shelvedPack.ts';
import { simulationInput } from '../simulationInput.ts';
import type { ShelvedPack } from '../packShelf.ts';
import type { ApiDependencies } from '../dependencies.ts';

/** Any YAML, sound or not: that is what the answer says. */
const YAML = { 'application/yaml': z.unknown(), 'text/yaml': z.unknown(), 'text/plain': z.string() };
const MAX_PACK_BYTES = 1_000_000;

export const listPacksInForce = defineRoute({
  method: 'get',
  path: '/v1/packs',
  summary: 'Packs in force',
  tag: 'packs',
  access: 'person',
  answers: { 200: { description: 'All of them', schema: packListSchema } },
  handle: async ({ deps, locale }) => {
    const items = deps.packs.inForce().map(({ authored, engine }) => {
      const today = dateIn(Date.now(), engine.timezone);
      const inForce = engine.window === undefined || (today >= engine.window.from && today <= engine.window.to);
      return {
        id: engine.id,
        version: engine.version,
        hash: engine.hash,
        title: authored.title[locale],
        inForce,
        window: engine.window ?? null,
      };
    });
    return { body: { items } };
  },
});

export const readPack = defineRoute({
  method: 'get',
  path: '/v1/packs/:id',
  summary: 'One pack as written, every rule with the id of its source',
  tag: 'packs',
  access: 'person',
  answers: { 200: { description: 'The pack', schema: packSchemaOut } },
  problems: [404],
  handle: async ({ deps, params }) => {
    const { authored, engine } = shelvedPack(deps, params['id']);
    return { body: { id: engine.id, version: engine.version, hash: engine.hash, pack: authored } };
  },
});

export const checkPackSource = defineRoute({
  method: 'post',
  path: '/v1/packs/check',
  summary: 'Check a pack’s text: every mistake with line, column and what would be right',
  tag: 'packs',
  access: 'person',
  rawBody: { 'application/json': checkBodySchema, ...YAML },
  answers: { 200: { description: 'Sound, or its mistakes', schema: checkResultSchema } },
  handle: async ({ deps, actor, idempotencyKey, request }) => {
    const source = await sourceOf(request);
    return answerOnce({ deps, actor, call: 'POST /v1/packs/check', idempotencyKey, body: source }, () =>
      checked(deps, source),
    );
  },
});

async function checked(deps: ApiDependencies, source: string): Promise<Record<string, unknown>> {
  const result = parsePack(source, deps.packs.calendars, deps.packs.library);
  if (!result.ok)
    return {
      ok: false,
      faults: result.faults.map(({ path, file, ...fault }) => ({
        ...fault,
        ...(file === undefined ? {} : { file: basename(file) }),
        path: path.join('.'),
      })),
    };
  const { id, version } = result.pack;
  const hash = packHash(result.pack);
  const stored = await findPack(deps.db, id, version);
  if (stored === undefined || stored.hash === hash) return { ok: true, id, version, hash, faults: [] };
  const message = {
    zh: `版本 ${version} 已存在且内容不同;修改后的包要用新版本号`,
    en: `version ${version} exists with other content; a changed pack needs a new version`,
  };
  return {
    ok: false,
    id,
    version,
    hash,
    faults: [{ code: 'version-taken', line: 1, column: 1, path: 'version', message }],
  };
}

export const simulatePack = defineRoute({
  method: 'post',
  path: '/v1/packs/:id/simulate',
  summary: 'What would happen: nothing is run, nothing is stored',
  tag: 'packs',
  access: 'person',
  body: simulateBodySchema,
  answers: { 200: { description: 'Clocks, rungs, class, and what would be refused', schema: simulationSchema } },
  problems: [404],
  handle: async ({ deps, params, body, actor, locale, idempotencyKey }) => {
    const pack = shelvedPack(deps, params['id']);
    const call = `POST /v1/packs/${pack.engine.id}/simulate ${locale}`;
    return answerOnce({ deps, actor, call, idempotencyKey, body }, () =>
      Promise.resolve(simulated(pack, body, locale)),
    );
  },
});

function simulated(
  pack: ShelvedPack,
  body: z.infer<typeof simulateBodySchema>,
  locale: 'zh' | 'en',
): z.infer<typeof simulationSchema> {
  const input = simulationInput(pack.engine, body);
  const result = simulate(pack.engine, input);
  if (!result.ok) throw problemOf(result.rejection);
  return presentSimulation(result.value, input.at, new PackLabels(pack.authored, locale), locale);
}

async function sourceOf(request: Parameters<typeof readText>[0]): Promise<string> {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (Object.hasOwn(YAML, type)) return readText(request, MAX_PACK_BYTES);
  const parsed = checkBodySchema.safeParse(await readJson(request));
  if (parsed.success) return parsed.data.source;
  throw new Problem(422, 'field-invalid', 'send { "source": "<YAML>" }, or the YAML itself as application/yaml', [
    { pointer: '/source', detail: 'a text' },
  ]);
}
