import { barredFrom } from '../../domain/case/access.ts';
import type { Locale } from '../../language/locale.ts';
import { parsePack } from '../../packs/load/parsePack.ts';
import type { AuthoredPack } from '../../packs/schema/packSchema.ts';
import { findPack } from '../../store/rules/packs.ts';
import { countRecorded } from '../../store/whatif/recordedLogs.ts';
import { presentReplay } from '../whatif/presentReplay.ts';
import { Problem, problemOf } from '../problems/problem.ts';
import { draftOf, replayRecorded } from '../whatif/replayPeriod.ts';
import type { ReplayParts } from '../whatif/replayPeriod.ts';
import { replayPeriodOf } from '../whatif/replayPeriodOf.ts';
import type { ReplayAsk } from './tasks.ts';

/** Cases of one request: the answer has both lives of each. */
const MAX_CASES = 500;

/** The recorded cases of a period lived again. Throws the problem of a request that cannot be answered. */
export async function replayAsked(
  parts: ReplayParts,
  { pack: { id, timezone }, body, actor, locale, now }: ReplayAsk,
): Promise<Record<string, unknown>> {
  await parts.packs.refreshCalendars();
  const authored = body.pack === undefined ? undefined : await packToTry(parts, id, body.pack, locale);
  const period = replayPeriodOf(body.from, body.to, authored?.timezone ?? timezone);
  if (!period.ok) throw problemOf(period.rejection);
  const query = { ...period.value, pack: id, drills: body.drills };
  const count = await countRecorded(parts.db, query, actor);
  if (count > MAX_CASES) {
    const detail = `the period has ${count} cases; ask for ${MAX_CASES} at most, or use redress simulate --replay`;
    throw new Problem(422, 'period-too-long', detail, [{ pointer: '/to', detail }]);
  }
  const draft = authored === undefined ? undefined : draftOf(authored, locale, parts.packs.calendars);
  const cases = await replayRecorded(parts, query, draft, now);
  // What the asker may not know of is lived again with the rest, because it holds amounts, and is told of nowhere.
  return presentReplay(
    cases.filter(({ replayed: { before } }) => barredFrom(before.state.access, actor) === undefined),
    locale,
  );
}

async function packToTry(
  parts: ReplayParts,
  id: string,
  wanted: NonNullable<ReplayAsk['body']['pack']>,
  locale: Locale,
): Promise<AuthoredPack> {
  if ('version' in wanted) {
    const stored = await findPack(parts.db, id, wanted.version);
    if (stored !== undefined) return stored.body as AuthoredPack;
    const detail = `no version "${wanted.version}" of "${id}" is stored`;
    throw new Problem(422, 'version-unknown', detail, [{ pointer: '/pack/version', detail }]);
  }
  const parsed = parsePack(wanted.source, parts.packs.calendars, parts.packs.library);
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
