import type { z } from 'zod';
import type { whatIfBodySchema } from '../../contracts/http/httpWhatIf.ts';
import { barredFrom } from '../../domain/case/access.ts';
import type { Actor } from '../../domain/case/event.ts';
import type { Locale } from '../../language/bilingual.ts';
import { phrase } from '../../language/phrase.ts';
import { parsePack } from '../../packs/load/parsePack.ts';
import { resolveEngine } from '../../packs/load/resolveEngine.ts';
import type { AuthoredPack } from '../../packs/schema/packSchema.ts';
import { findPack } from '../../store/rules/packs.ts';
import { countRecorded } from '../../store/whatif/recordedLogs.ts';
import { Problem, problemOf } from '../problems/problem.ts';
import { presentWhatIf } from '../whatif/presentWhatIf.ts';
import { draftOf, whatIfRecorded, type WhatIfParts } from '../whatif/whatIfPeriod.ts';
import { whatIfPeriodOf } from '../whatif/whatIfPeriodOf.ts';

export type WhatIfAsk = Readonly<{
  pack: AuthoredPack;
  body: z.infer<typeof whatIfBodySchema>;
  actor: Actor;
  locale: Locale;
  /** Wall clock, epoch ms. */
  now: number;
}>;

/** In one request: the answer has two lives of each. */
const MAX_CASES = 500;

/** Throws a problem when it cannot be answered. */
export async function whatIfAsked(
  parts: WhatIfParts,
  { pack: { id, timezone }, body, actor, locale, now }: WhatIfAsk,
): Promise<Record<string, unknown>> {
  await parts.packs.refreshCalendars();
  const authored = body.pack === undefined ? undefined : await packToTry(parts, id, body.pack);
  const period = whatIfPeriodOf(body.from, body.to, authored?.timezone ?? timezone);
  if (!period.ok) throw problemOf(period.rejection);
  const query = { ...period.value, pack: id, drills: body.drills };
  const count = await countRecorded(parts.db, query, actor);
  if (count > MAX_CASES) {
    const said = phrase('period-too-long', { count, max: MAX_CASES });
    throw new Problem(422, 'period-too-long', { ...said, pointer: '/to' });
  }
  const engine = authored && resolveEngine(authored, locale, parts.packs.calendars);
  const draft = authored && engine && draftOf({ authored, engine });
  const cases = await whatIfRecorded(parts, query, draft, now);
  // Hidden cases take part, because they hold amounts, but are not shown.
  return presentWhatIf(
    cases.filter(({ whatIf: { before } }) => barredFrom(before.state.access, actor) === undefined),
    locale,
  );
}

async function packToTry(
  parts: WhatIfParts,
  id: string,
  wanted: NonNullable<WhatIfAsk['body']['pack']>,
): Promise<AuthoredPack> {
  if ('version' in wanted) {
    const stored = await findPack(parts.db, id, wanted.version);
    if (stored !== undefined) return stored.body as AuthoredPack;
    const said = phrase('version-not-stored', { version: wanted.version, pack: id });
    throw new Problem(422, 'version-unknown', { ...said, pointer: '/pack/version' });
  }
  const parsed = parsePack(wanted.source, parts.packs.calendars, parts.packs.library);
  if (parsed.ok) return parsed.value;
  const faults = parsed.faults.map(({ line, column, message }) => ({
    ...phrase('pack-fault', { line, column, message }),
    pointer: '/pack/source',
  }));
  throw new Problem(422, 'pack-faulty', phrase('faults', { faults }));
}
