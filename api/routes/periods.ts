import { phrase } from '../../language/phrase.ts';
import { freezeAnswerSchema, freezeBodySchema } from '../../contracts/httpOperations.ts';
import { answerOnce } from '../http/answerOnce.ts';
import { defineRoute } from '../http/defineRoute.ts';
import { freezePeriod } from '../cases/freezePeriod.ts';

export const freezeClasses = defineRoute({
  method: 'post',
  path: '/v1/class-freezes',
  summary: 'Close a period: freeze the class of its cases; later changes are adjustments',
  tag: 'operations',
  access: 'person',
  roles: { any: ['administrator'], otherwise: phrase('administrators-close-periods') },
  body: freezeBodySchema,
  answers: { 200: { description: 'One portion of the cases; go on with `next`', schema: freezeAnswerSchema } },
  problems: [403],
  handle: async ({ deps, body, actor, idempotencyKey }) => {
    const { pack, after, ...rest } = body;
    const ask = { ...rest, ...(pack === undefined ? {} : { pack }), ...(after === undefined ? {} : { after }) };
    return answerOnce({ deps, actor, call: 'POST /v1/class-freezes', idempotencyKey, body }, async () => ({
      ...(await freezePeriod(deps, actor, ask)),
    }));
  },
});
