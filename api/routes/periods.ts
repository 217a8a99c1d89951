import { freezeAnswerSchema, freezeBodySchema } from '../../contracts/http/httpOperations.ts';
import { phrase } from '../../language/phrase.ts';
import { freezePeriod } from '../cases/freezePeriod.ts';
import { answerOnce } from '../http/answerOnce.ts';
import { post } from '../http/route.ts';

export const freezeClasses = post('/v1/class-freezes', {
  summary: 'Close a period: freeze the class of its cases; later changes are adjustments',
  tag: 'operations',
  roles: { any: ['administrator'], otherwise: phrase('administrators-close-periods') },
  body: freezeBodySchema,
  answers: { 200: { description: 'One portion of the cases; go on with `next`', schema: freezeAnswerSchema } },
  handle: (input) => answerOnce(input, () => freezePeriod(input.deps, input.actor, input.body)),
});
