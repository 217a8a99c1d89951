import { expect, it } from 'vitest';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import { textOf } from '../../../packs/source/textOf.ts';
import { parseYear } from '../../../packs/year/parseYear.ts';

const packs = loadPacks('packs').map(({ pack }) => pack);
const source = textOf('packs/demo/year/key-accounts.yaml');

function faultsOf(from: string, to: string): readonly string[] {
  expect(source).toContain(from);
  const parsed = parseYear(source.replace(from, to), packs);
  return parsed.ok ? [] : parsed.faults.map(({ code, line, column }) => `${code} ${line > 1 && column > 0}`);
}

it('a mistake in a year is named with its place', () => {
  expect(faultsOf('pack: key-accounts', 'pack: key-account')).toEqual(['unknown-pack true']);
  expect(faultsOf('respond, { empathy', 'respnd, { empathy')).toEqual(['unknown-action true']);
  expect(faultsOf('of: { path: important }', 'of: { paht: important }')).toEqual(['unknown-fact true']);
  expect(faultsOf('count: 160', 'count: 0')).toEqual(['too-small true']);
  expect(faultsOf('[3m..48m, respond', '[3..48m, respond')).toHaveLength(1);
  expect(faultsOf('from: 2026-01-01, to: 2026-12-30', 'from: 2026-12-31, to: 2026-12-30')).toEqual(['reversed true']);
  expect(faultsOf('count: 75', 'repeats: quick\n    count: 75')).toEqual(['repeats-after true']);
  expect(faultsOf('count: 75', 'repeats: quik\n    after: 2d\n    count: 75')).toEqual(['unknown-scenario true']);
});
