import type { z } from 'zod';
import {
  oneRowIn,
  registerChangesSchema,
  registerColumnsSchema,
  registerListQuery,
  registerPageSchema,
  registerQuery,
  registerRowSchema,
  registerWriteQuery,
  rowsIn,
} from '../../contracts/http/httpRegister.ts';
import { reject } from '../../domain/case/rejection.ts';
import { phrase } from '../../language/phrase.ts';
import { answerOnce } from '../http/answerOnce.ts';
import { get, post, put, type RouteAnswer, type RouteInput } from '../http/route.ts';
import { throwFirst } from '../problems/problem.ts';
import { changeRows, type Asked } from '../registers/changeRows.ts';
import { columnsOf } from '../registers/columnsOf.ts';
import { registerAsked } from '../registers/registerAsked.ts';
import { readOneRow, readRows } from '../registers/readRows.ts';

type Write<Body> = RouteInput<{ readonly register: string }, z.infer<typeof registerWriteQuery>, Body>;
type Rows = z.infer<typeof rowsIn>;

const answers = { 200: { description: 'What changed, or would', schema: registerChangesSchema } };

export const listRegister = get('/v1/registers/:register', {
  summary: 'Rows of a register: answers, measures, improvements, items or contacts',
  tag: 'registers',
  query: registerListQuery,
  problems: [403],
  answers: { 200: { description: 'One page, by id', schema: registerPageSchema } },
  handle: async (input) => ({ body: await readRows(input, input.params.register) }),
});

export const listRegisterColumns = get('/v1/registers/:register/columns', {
  summary: 'Columns of a register under a pack, and which values they take',
  tag: 'registers',
  query: registerQuery,
  problems: [403],
  answers: { 200: { description: 'Its columns', schema: registerColumnsSchema } },
  handle: async ({ deps, params, query, actor, locale }) => {
    const { pack, ...named } = registerAsked(deps, actor, params.register, query.pack);
    return { body: columnsOf({ pack: pack.authored, ...named }, locale) };
  },
});

export const readRegisterRow = get('/v1/registers/:register/rows/:id', {
  summary: 'One row and how it became so',
  tag: 'registers',
  query: registerQuery,
  problems: [403],
  answers: { 200: { description: 'The row', schema: registerRowSchema } },
  handle: async (input) => ({ body: await readOneRow(input) }),
});

export const postRegisterRows = post('/v1/registers/:register', {
  summary: 'Record rows, all of them or none; a row of a known id takes the place of the one before',
  tag: 'registers',
  query: registerWriteQuery,
  body: rowsIn,
  answers,
  handle: (input) => changed(input, input.params.register, input.body.rows),
});

export const putRegisterRow = put('/v1/registers/:register/rows/:id', {
  summary: 'Record or correct one row',
  tag: 'registers',
  query: registerWriteQuery,
  body: oneRowIn,
  answers,
  handle: (input) => {
    const { id, register } = input.params;
    const { row } = input.body;
    // A row of a series has no id but what it says itself.
    if (Object.hasOwn(row, 'id'))
      throwFirst([reject('field-unknown', phrase('row-id-in-address'), '/row/id').rejection]);
    return changed(input, register, [{ ...row, id }], '/row');
  },
});

export const listSeries = get('/v1/series', {
  summary: 'Numbers of other systems that figures rest on',
  tag: 'registers',
  query: registerListQuery,
  problems: [403, 404],
  answers: { 200: { description: 'One page', schema: registerPageSchema } },
  handle: async (input) => ({ body: await readRows(input, 'series') }),
});

export const putSeries = put('/v1/series', {
  summary: 'Numbers of other systems, all of them or none; one of the same name, unit and days is replaced',
  tag: 'registers',
  query: registerWriteQuery,
  body: rowsIn,
  problems: [403, 404],
  answers,
  handle: (input) => changed(input, 'series', input.body.rows),
});

/** A dry run keeps no answer: the same key then asks for the change itself. */
async function changed(
  input: Pick<Write<Rows>, 'deps' | 'actor' | 'key' | 'query'>,
  register: string,
  rows: Asked['rows'],
  place?: string,
): Promise<RouteAnswer> {
  const { deps, actor, query } = input;
  const of = registerAsked(deps, actor, register, query.pack);
  const work = (): Promise<object> =>
    changeRows(deps.db, { ...of, register, actor, rows, place, dryRun: query.dryRun });
  return query.dryRun ? { body: await work() } : answerOnce(input, work);
}
