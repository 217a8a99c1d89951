import { z } from 'zod';
import type { Condition } from '../../domain/pack/condition.ts';
import { bilingual } from '../source/bilingual.ts';
import { meanings } from './schemaParts.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const matcher: z.ZodType = z.lazy(() => z.union([scalar, z.array(scalar).min(1), z.record(z.string(), matcher)]));

/** Matchers, combined by `any`, `all` and `not`. Facts are checked later, against the pack. */
export const condition: z.ZodType<Condition> = z
  .lazy(() =>
    z
      .record(z.string(), z.union([matcher, condition, z.array(condition).min(1)]))
      .refine(
        (value) => Object.keys(value).length > 0,
        bilingual('条件为空;不需要条件就删去这一项', 'an empty condition; leave the entry out where none is needed'),
      ),
  )
  .register(meanings, { sort: 'condition' }) as z.ZodType<Condition>;

/** Absent: always. */
export const when = condition.optional();
