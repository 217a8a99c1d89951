import { OWNER, type ChaseDef, type DutyBook, type DutyDef } from '../../domain/duties/duty.ts';
import { defined, own } from '../../domain/values/own.ts';
import { parseRungAt } from '../schema/rungAt.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { unknownName, wrong, type Findings, type Path } from '../source/fault.ts';
import type { ParsedYaml } from '../source/parseTree.ts';
import { parseYaml } from '../source/parseYaml.ts';
import { dutyBookSchema, type AuthoredDuties, type AuthoredDuty } from './dutySchema.ts';

/** `packOf`: the pack in force of an id. Each mistake with its place. */
export function parseDuties(
  text: string,
  packOf: (id: string) => AuthoredPack | undefined,
  packs: readonly string[],
): ParsedYaml<DutyBook> {
  const read = parseYaml(text, dutyBookSchema, (book) => findings(book, packOf, packs));
  return read.ok ? { ok: true, value: bookOf(read.value) } : read;
}

function* findings(
  book: AuthoredDuties,
  packOf: (id: string) => AuthoredPack | undefined,
  packs: readonly string[],
): Findings {
  const pack = packOf(book.pack);
  if (pack === undefined) yield unknownName('pack', book.pack, packs, ['pack']);
  else for (const [id, duty] of Object.entries(book.duties)) yield* ofDuty(duty, pack, ['duties', id]);
}

function* ofDuty(duty: AuthoredDuty, pack: AuthoredPack, path: Path): Findings {
  yield* ofTime(duty, pack, path);
  yield* ofKind(duty, path);
  const roles = [...Object.keys(pack.roles), ...(duty.does === 'improvements' ? [OWNER] : [])];
  const named: readonly (readonly [readonly string[], Path])[] = [
    [duty.by ?? [], [...path, 'by']],
    [duty.to ?? [], [...path, 'to']],
    ...(duty.chase ?? []).map((one, index) => [one.notify, [...path, 'chase', index, 'notify']] as const),
  ];
  for (const [names, place] of named)
    for (const [index, name] of names.entries())
      if (!roles.includes(name)) yield unknownName('role', name, roles, [...place, index]);
  const { owed } = duty;
  if (owed === undefined) return;
  if ('role' in owed && own(pack.roles, owed.role) === undefined)
    yield unknownName('role', owed.role, roles, [...path, 'owed', 'role']);
  const levels = pack.levels.map(({ id }) => id);
  if ('level' in owed && !levels.includes(owed.level))
    yield unknownName('level', owed.level, levels, [...path, 'owed', 'level']);
}

function* ofTime(duty: AuthoredDuty, pack: AuthoredPack, path: Path): Findings {
  if (duty.opens >= duty.due)
    yield wrong('duty-opens-late', [...path, 'opens'], 'opens 须早于 due', 'opens must be before due');
  if (duty.withinWindow === true && pack.window === undefined)
    yield wrong('no-window', [...path, 'withinWindow'], '这个包没有起止日期', 'the pack has no window');
  const wanted = { month: /^\d+$/, year: /-/ }[duty.every as string];
  if (wanted === undefined ? duty.on !== undefined : duty.on === undefined || !wanted.test(duty.on))
    yield wrong(
      'duty-on',
      [...path, ...(duty.on === undefined ? [] : ['on'])],
      'month 须写 on: 1 至 28;year 须写 on: 月-日,如 01-31;其他不写',
      'a duty of every month has `on` from 1 to 28, one of every year a month and day such as 01-31, others have none',
    );
}

function* ofKind(duty: AuthoredDuty, path: Path): Findings {
  const isReturn = duty.does === 'return';
  for (const key of ['owed', 'by'] as const)
    if ((duty[key] !== undefined) !== isReturn)
      yield wrong(
        'duty-kind',
        [...path, ...(duty[key] === undefined ? [] : [key])],
        isReturn ? `须写明 ${key}` : `只有 return 才有 ${key}`,
        isReturn ? `must say ${key}` : `only a return has ${key}`,
      );
  if ((duty.to !== undefined) !== (duty.does === 'digest'))
    yield wrong(
      'duty-kind',
      [...path, ...(duty.to === undefined ? [] : ['to'])],
      'digest 须写明 to,其他没有',
      'a digest says `to`, and nothing else does',
    );
  if (duty.does === 'improvements' && duty.chase === undefined)
    yield wrong('duty-kind', path, '须写明 chase', 'must say chase');
}

function bookOf({ pack, duties }: AuthoredDuties): DutyBook {
  const ready = Object.entries(duties).map(([id, duty]) => [id, dutyOf(duty)] as const);
  return { pack, duties: Object.fromEntries(ready) };
}

function dutyOf({ chase, ...duty }: AuthoredDuty): DutyDef {
  return { ...defined(duty), ...(chase === undefined ? {} : { chase: chase.map(chaseOf) }) };
}

function chaseOf({ at, notify }: NonNullable<AuthoredDuty['chase']>[number]): ChaseDef {
  const parsed = parseRungAt(at);
  return { after: parsed?.kind === 'offset' ? parsed.ms : 0, notify };
}
