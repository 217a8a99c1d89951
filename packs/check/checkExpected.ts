import { own } from '../../domain/values/own.ts';
import { canBeCompleted } from '../schema/editableFields.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { wrong, type Finding, type Findings, type Path } from '../source/fault.ts';

/** What should be known of a case is what somebody can still fill in. */
export function* checkExpected(pack: AuthoredPack): Findings {
  for (const [id, { expected }] of Object.entries(pack.fields))
    if (expected === true && !canBeCompleted(pack, id)) yield neverKnown(id, ['fields', id, 'expected']);
  for (const [category, { expect = [] }] of Object.entries(pack.categories))
    for (const [index, id] of expect.entries())
      if (own(pack.fields, id) !== undefined && !canBeCompleted(pack, id))
        yield neverKnown(id, ['categories', category, 'expect', index]);
}

function neverKnown(id: string, path: Path): Finding {
  return wrong(
    'expected-never-known',
    path,
    `登记后无人能补填 "${id}":请授予 edit(promisedAt 则授予 promise);note 类型和决定限额的投诉人信息不能补填`,
    `nobody could fill in "${id}" after registration: grant edit (for promisedAt: promise); a note is never edited, ` +
      'nor is what a cap asks of the complainant',
  );
}
