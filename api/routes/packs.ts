import { z } from 'zod';
import {
  checkBodySchema,
  checkResultSchema,
  packListSchema,
  packSchemaOut,
  simulateBodySchema,
  simulationSchema,
} from '../../contracts/httpPack.ts';
import { dateIn } from '../../domain/time/zone.ts';
import { findPack } from '../../store/rules/packs.ts';
import { answerOnce } from '../http/answerOnce.ts';
import { defineRoute } from '../http/defineRoute.ts';
import { packInForce } from '../cases/packInForce.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import type { CheckAnswer } from '../thread/tasks.ts';

/** Any YAML, sound or not: that is what the answer says. */
const YAML = { 'application/yaml': z.unknown(), 'text/yaml': z.unknown(), 'text/plain': z.string() };

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
    const { authored, engine } = packInForce(deps, params['id']);
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
  lane: 'rules',
  handle: async ({ deps, body, actor, idempotencyKey }) => {
    const source = typeof body === 'string' ? body : (body as z.infer<typeof checkBodySchema>).source;
    return answerOnce({ deps, actor, call: 'POST /v1/packs/check', idempotencyKey, body: source }, () =>
      checked(deps, source),
    );
  },
});

async function checked(deps: ApiDependencies, source: string): Promise<CheckAnswer> {
  const answer = await deps.rules.run('check', { source, calendars: deps.packs.calendars });
  const result = JSON.parse(answer.toString()) as CheckAnswer;
  const { ok, id, version, hash } = result;
  if (!ok || id === undefined || version === undefined) return result;
  const stored = await findPack(deps.db, id, version);
  if (stored === undefined || stored.hash === hash) return result;
  const message = {
    zh: `版本 ${version} 已存在且内容不同;修改后的包要用新版本号`,
    en: `version ${version} exists with other content; a changed pack needs a new version`,
  };
  return { ...result, ok: false, faults: [{ code: 'version-taken', line: 1, column: 1, path: 'version', message }] };
}

export const simulatePack = defineRoute({
  method: 'post',
  path: '/v1/packs/:id/simulate',
  summary: 'What would happen: nothing is run, nothing is stored',
  tag: 'packs',
  access: 'person',
  lane: 'rules',
  body: simulateBodySchema,
  answers: { 200: { description: 'Clocks, rungs, class, and what would be refused', schema: simulationSchema } },
  problems: [404],
  handle: async ({ deps, params, body, actor, locale, idempotencyKey }) => {
    const pack = packInForce(deps, params['id']);
    const call = `POST /v1/packs/${pack.engine.id}/simulate ${locale}`;
    return answerOnce({ deps, actor, call, idempotencyKey, body }, () =>
      deps.rules.run('simulate', { pack, body, locale }),
    );
  },
});
