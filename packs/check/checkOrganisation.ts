import { isReservedFact } from '../schema/factShapes.ts';
import { checkNames } from './checkNames.ts';
import type { Finding } from '../source/fault.ts';
import type { AuthoredField, AuthoredPack } from '../schema/packSchema.ts';
import { reservedName } from '../source/reservedName.ts';
import { own } from '../../domain/values/own.ts';

/** Zone, window, levels, roles, channels, fields and categories. */
export function* checkOrganisation(pack: AuthoredPack): Generator<Finding> {
  yield* checkFrame(pack);
  const levels = pack.levels.map((level) => level.id);
  for (const [index, id] of levels.entries()) {
    if (levels.indexOf(id) !== index)
      yield {
        code: 'duplicate-level',
        path: ['levels', index, 'id'],
        zh: `层级 "${id}" 写了两次`,
        en: `level "${id}" is there twice`,
      };
  }
  for (const [id, channel] of Object.entries(pack.channels)) {
    yield* checkNames(pack, 'level', channel.entry, ['channels', id, 'entry']);
  }
  yield* checkRoles(pack);
  for (const [name, field] of Object.entries(pack.fields)) {
    if (isReservedFact(name)) yield reservedName(name, ['fields', name]);
    yield* checkField(pack, field, ['fields', name]);
  }
  for (const [id, category] of Object.entries(pack.categories)) {
    yield* checkNames(pack, 'field', category.require, ['categories', id, 'require']);
    yield* checkNames(pack, 'script', category.script, ['categories', id, 'script']);
  }
}

function* checkFrame(pack: AuthoredPack): Generator<Finding> {
  if (!isZone(pack.timezone))
    yield {
      code: 'unknown-timezone',
      path: ['timezone'],
      zh: `没有时区 "${pack.timezone}";应为 Asia/Shanghai 这样的名称`,
      en: `no time zone "${pack.timezone}"; use a name such as Asia/Shanghai`,
    };
  if (pack.window !== undefined && pack.window.from > pack.window.to) {
    yield { code: 'window-reversed', path: ['window', 'to'], zh: 'to 早于 from', en: 'to is before from' };
  }
  for (const key of ['channels', 'categories', 'roles'] as const) {
    if (Object.keys(pack[key]).length === 0)
      yield {
        code: 'nothing-defined',
        path: [key],
        zh: `${key} 至少要有一项`,
        en: `${key} needs at least one entry`,
      };
  }
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name }).format(0);
    return true;
  } catch {
    return false;
  }
}

function* checkRoles(pack: AuthoredPack): Generator<Finding> {
  for (const [id, role] of Object.entries(pack.roles)) {
    yield* checkNames(pack, 'level', role.level, ['roles', id, 'level']);
    if (role.level !== undefined && role.follows !== undefined) {
      yield {
        code: 'role-twice-placed',
        path: ['roles', id, 'follows'],
        zh: 'level 和 follows 只能写一个',
        en: 'a role has a level or follows somebody, not both',
      };
    }
    yield* checkNames(pack, 'role', role.fallback, ['roles', id, 'fallback']);
    if (fallsBackOnItself(pack, id))
      yield {
        code: 'fallback-circle',
        path: ['roles', id, 'fallback'],
        zh: 'fallback 绕回了自身,最后没有人',
        en: 'the fallbacks lead back here, so in the end nobody is told',
      };
  }
}

function fallsBackOnItself(pack: AuthoredPack, id: string): boolean {
  const seen = new Set<string>();
  for (
    let next = own(pack.roles, id)?.fallback;
    next !== undefined && !seen.has(next);
    next = own(pack.roles, next)?.fallback
  ) {
    if (next === id) return true;
    seen.add(next);
  }
  return false;
}

/** A field's list and default. */
export function* checkField(
  pack: AuthoredPack,
  field: AuthoredField,
  path: readonly (string | number)[],
): Generator<Finding> {
  const coded = field.type === 'code' || field.type === 'codes';
  if (coded && field.list === undefined)
    yield {
      code: 'code-without-list',
      path: [...path, 'type'],
      zh: '代码字段要写 list',
      en: 'a code needs a list',
    };
  yield* checkNames(pack, 'list', field.list, [...path, 'list']);
  if (field.personal === true && field.type !== 'note')
    yield {
      code: 'personal-not-note',
      path: [...path, 'personal'],
      zh: '个人信息只能是 note 类型',
      en: 'what is personal must be of type note',
    };
  if (field.default === undefined || defaultFits(pack, field)) return;
  yield {
    code: 'default-does-not-fit',
    path: [...path, 'default'],
    zh: `默认值不符合类型 ${field.type}`,
    en: `the default does not fit the type ${field.type}`,
  };
}

function defaultFits(pack: AuthoredPack, field: AuthoredField): boolean {
  const { default: value, list } = field;
  if (field.type === 'boolean') return typeof value === 'boolean';
  if (field.type === 'integer') return Number.isInteger(value);
  if (field.type === 'code')
    return typeof value === 'string' && (list === undefined || own(own(pack.lists, list), value) !== undefined);
  return field.type === 'text' && typeof value === 'string';
}
