import type { z } from 'zod';
import { replayBodySchema, replaySchema } from '../../contracts/httpReplay.ts';
import { barredFrom } from '../../domain/access.ts';
import type { Actor } from '../../domain/actor.ts';
import { parsePack } from '../../packs/parsePack.ts';
import type { AuthoredPack } from '../../packs/packSchema.ts';
import { findPack } from '../../store/packs.ts';
import { countRecorded } from '../../store/recordedLogs.ts';
import { answerOnce } from '../answerOnce.ts';
import { defineRoute } from '../defineRoute.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { presentReplay } from '../presentReplay.ts';
import { Problem, problemOf } from '../problem.ts';
import { draftOf, replayRecorded } from '../replayPeriod.ts';
import { replayPeriodOf } from '../replayPeriodOf.ts';
import { shelvedPack } from '../shelvedPack.ts';

/** Cases of one request: the answer has both lives of each. */
const MAX_CASES = 500;

type Body = z.infer<typeof replayBodySchema>;

export const replayPack = defineRoute({
  method: 'post',
  path: '/v1/packs/:id/replay',
  summary: 'What would have happened to the recorded cases of a period: nothing is run, nothing is stored',
  tag: 'packs',
  access: 'person',
  lane: 'replay',
  body: replayBodySchema,
  answers: { 200: { description: 'Both lives of each case, their differences, and the sums', schema: replaySchema } },
  problems: [403, 404],
  handle: async ({ deps, params, body, actor, locale, idempotencyKey }) => {
    if (!actor.roles.includes('administrator'))
      throw new Problem(403, 'actor-not-allowed', 'only an administrator replays a period');
    const authored = await knownPack(deps, params['id']);
    const call = `POST /v1/packs/${authored.id}/replay ${locale}`;
    return answerOnce({ deps, actor, call, idempotencyKey, body }, () => replayed(deps, authored, body, actor, locale));
  },
});

/** A pack in force, or one that was: its cases are there still. */
async function knownPack(deps: ApiDependencies, id: string | undefined): Promise<AuthoredPack> {
  const stored = deps.packs.find(id ?? '') === undefined ? await findPack(deps.db, id ?? '') : undefined;
  return stored === undefined ? shelvedPack(deps, id).authored : (stored.body as AuthoredPack);
}

async function replayed(
  deps: ApiDependencies,
  { id, timezone }: AuthoredPack,
  body: Body,
  actor: Actor,
  locale: 'zh' | 'en',
): Promise<Record<string, unknown>> {
  await deps.packs.refreshCalendars();
  const authored = body.pack === undefined ? undefined : await packToTry(deps, id, body.pack, locale);
  const period = replayPeriodOf(body.from, body.to, authored?.timezone ?? timezone);
  if (!period.ok) throw problemOf(period.rejection);
  const query = { ...period.value, pack: id, drills: body.drills };
  const count = await countRecorded(deps.db, query, actor);
  if (count > MAX_CASES) {
    const detail = `the period has ${count} cases; ask for ${MAX_CASES} at most, or use redress simulate --replay`;
    throw new Problem(422, 'period-too-long', detail, [{ pointer: '/to', detail }]);
  }
  const draft = authored === undefined ? undefined : draftOf(authored, locale, deps.packs.calendars);
  const cases = await replayRecorded({ db: deps.db, packs: deps.packs }, query, draft, deps.now?.() ?? Date.now());
  // What the asker may not know of is lived again with the rest, because it holds amounts, and is told of nowhere.
  return presentReplay(
    cases.filter(({ replayed: { before } }) => barredFrom(before.state.access, actor) === undefined),
    locale,
  );
}

async function packToTry(
  deps: ApiDependencies,
  id: string,
  wanted: NonNullable<Body['pack']>,
  locale: 'zh' | 'en',
): Promise<AuthoredPack> {
  if ('version' in wanted) {
    const stored = await findPack(deps.db, id, wanted.version);
    if (stored !== undefined) return stored.body as AuthoredPack;
    const detail = `no version "${wanted.version}" of "${id}" is stored`;
    throw new Problem(422, 'version-unknown', detail, [{ pointer: '/pack/version', detail }]);
  }
  const parsed = parsePack(wanted.source, deps.packs.calendars, deps.packs.library);
  if (parsed.ok) return parsed.pack;
  const faults = parsed.faults.map(({ line, column, message }) => ({
    pointer: '/pack/source',
    detail: `${line}:${column} ${message[locale]}`,
  }));
  throw new Problem(
    422,
    'pack-faulty',
    `the draft has ${faults.length} mistakes; POST /v1/packs/check says more of each`,
    faults,
  );
}
