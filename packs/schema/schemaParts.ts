import { z } from 'zod';
import { isInherited } from '../../domain/values/own.ts';
import { DAY } from '../../domain/time/day.ts';
import { bilingual } from '../source/bilingual.ts';

/** Refuses other keys, and says which there are; in the place of something else, which it needs. */
export function closed<T extends z.ZodRawShape>(shape: T): z.ZodObject<T, z.core.$strict> {
  const known = Object.keys(shape);
  const list = known.join(', ');
  const object: z.ZodObject<T, z.core.$strict> = z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? bilingual(`不认识的键;这里可用:${list}`, `unknown key; known here are: ${list}`, { known })
        : whatIsWanted(issue, object),
  });
  return object;
}

/** Entries under ids of their own. */
export function entries<T extends z.ZodType>(one: T): z.ZodRecord<typeof id, T> {
  const record: z.ZodRecord<typeof id, T> = z.record(id, one, { error: (issue) => whatIsWanted(issue, record) });
  return record;
}

function whatIsWanted({ code, input }: z.core.$ZodRawIssue, schema: z.ZodType): string | undefined {
  const form = formOf(schema);
  return code === 'invalid_type' ? bilingual(form, form, { missing: input === undefined }) : undefined;
}

/** As it is written: `{ title, entry, … }`, `{ <id>: { zh, en } }`. */
function formOf(schema: z.ZodType): string {
  if (schema instanceof z.ZodRecord) return `{ <id>: ${formOf(schema.valueType as z.ZodType)} }`;
  if (!(schema instanceof z.ZodObject)) return '…';
  const parts = Object.entries<z.ZodType>(schema.shape);
  const needed = parts.filter(([, part]) => !part.safeParse(undefined).success).map(([key]) => key);
  return `{ ${[...needed, ...(needed.length < parts.length ? ['…'] : [])].join(', ')} }`;
}

const filled = z.string().min(1, bilingual('不能为空', 'must not be empty'));
export const words = closed({ zh: filled, en: filled });

/** A name that every object inherits would be found without a definition. */
export const free = (name: z.ZodString): z.ZodString =>
  name.refine(
    (text) => !isInherited(text),
    bilingual('这个名称系统已占用,请另取名', 'this name is taken by the system; choose another'),
  );

export const id = free(
  z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,47}$/, {
    error: bilingual(
      '应为标识:字母开头,只含字母、数字和连字符',
      'must be an id: begins with a letter, then letters, digits and hyphens',
    ),
    abort: true,
  }),
);

type Meaning = Readonly<{
  /** What a name names (`role`, `clock`), or what stands here (`condition`, `limit`). */
  sort: string;
  /** Words of the format that may stand for a name. */
  also?: readonly string[];
}>;

/** What values mean, for checks and descriptions. */
export const meanings = z.registry<Meaning>();

/** An id of this sort that the pack defines. */
export const name = (sort: string, ...also: readonly string[]): typeof id =>
  id.clone().register(meanings, { sort, also });

export const some = <T extends z.ZodType>(one: T): z.ZodArray<T> =>
  z.array(one).min(1, bilingual('至少写一个', 'name at least one'));

export const onOff = z.boolean().optional();

export const rule = z.string().min(1).optional();

const DATE = bilingual('应为存在的日期,如 2026-11-01', 'must be a date that exists, such as 2026-11-01');
export const date = z.string().regex(new RegExp(`^${DAY}$`), DATE);

export const time = z
  .string()
  .regex(
    /^([01]\d|2[0-3]):[0-5]\d$/,
    bilingual("应为带引号的时刻,如 '17:30'", "must be a time of day in quotes such as '17:30'"),
  );

/** A time of day at which something ends: the end of the day too. */
export const endTime = z
  .string()
  .regex(
    /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/,
    bilingual("应为带引号的时刻,如 '17:30' 或 '24:00'", "must be a time of day in quotes such as '17:30' or '24:00'"),
  );
