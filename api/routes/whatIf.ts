import { phrase } from '../../language/phrase.ts';
import { whatIfBodySchema, whatIfSchema } from '../../contracts/httpWhatIf.ts';
import type { AuthoredPack } from '../../packs/schema/packSchema.ts';
import { findPack } from '../../store/rules/packs.ts';
import { answerOnce } from '../http/answerOnce.ts';
import { defineRoute } from '../http/defineRoute.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import { packInForce } from '../cases/packInForce.ts';

export const whatIfPack = defineRoute({
  method: 'post',
  path: '/v1/packs/:id/what-if',
  summary: 'What would have happened to the recorded cases of a period: nothing is run, nothing is stored',
  tag: 'packs',
  access: 'person',
  lane: 'what-if',
  roles: { any: ['administrator'], otherwise: phrase('administrators-what-if') },
  body: whatIfBodySchema,
  answers: { 200: { description: 'Both lives of each case, their differences, and the sums', schema: whatIfSchema } },
  problems: [403, 404],
  handle: async ({ deps, params, body, actor, locale, idempotencyKey }) => {
    const authored = await knownPack(deps, params['id']);
    const call = `POST /v1/packs/${authored.id}/what-if ${locale}`;
    const now = deps.now?.() ?? Date.now();
    return answerOnce({ deps, actor, call, idempotencyKey, body }, () =>
      deps.rules.run('whatIf', { pack: authored, body, actor, locale, now }),
    );
  },
});

/** A pack in force, or one that was: its cases are there still. */
async function knownPack(deps: ApiDependencies, id: string | undefined): Promise<AuthoredPack> {
  const stored = deps.packs.find(id ?? '') === undefined ? await findPack(deps.db, id ?? '') : undefined;
  return stored === undefined ? packInForce(deps, id).authored : (stored.body as AuthoredPack);
}
