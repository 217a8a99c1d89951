import { whatIfBodySchema, whatIfSchema } from '../../contracts/http/httpWhatIf.ts';
import { phrase } from '../../language/phrase.ts';
import type { AuthoredPack } from '../../packs/schema/packSchema.ts';
import { findPack } from '../../store/rules/packs.ts';
import { packInForce } from '../cases/packInForce.ts';
import { answerOnce } from '../http/answerOnce.ts';
import { post } from '../http/route.ts';
import type { ApiDependencies } from '../process/dependencies.ts';

export const whatIfPack = post('/v1/packs/:id/what-if', {
  summary: 'What would have happened to the recorded cases of a period: nothing is run, nothing is stored',
  tag: 'packs',
  lane: 'what-if',
  roles: { any: ['administrator'], otherwise: phrase('administrators-what-if') },
  body: whatIfBodySchema,
  answers: { 200: { description: 'Both lives of each case, their differences, and the sums', schema: whatIfSchema } },
  handle: async (input) => {
    const { deps, params, body, actor, locale } = input;
    const pack = await knownPack(deps, params.id);
    const now = deps.now?.() ?? Date.now();
    return answerOnce(input, () => deps.rules.run('whatIf', { pack, body, actor, locale, now }), locale);
  },
});

/** In force now or once: its cases remain. */
async function knownPack(deps: ApiDependencies, id: string): Promise<AuthoredPack> {
  const stored = deps.packs.find(id) === undefined ? await findPack(deps.db, id) : undefined;
  return stored === undefined ? packInForce(deps, id).authored : (stored.body as AuthoredPack);
}
