import { own } from '../../domain/values/own.ts';
import { isReservedFact, STEP_FACTS } from '../schema/factShapes.ts';
import type { AuthoredField, AuthoredPack } from '../schema/packSchema.ts';
import { wrong, wrongKey, type Findings, type Path } from '../source/fault.ts';

/** A field of the pack or of a step. */
export function* checkDefinition(pack: AuthoredPack, field: AuthoredField, path: Path): Findings {
  const name = String(path.at(-1));
  if (path[0] === 'fields' ? isReservedFact(name) : STEP_FACTS.includes(name))
    yield wrongKey(
      'reserved-name',
      path,
      `条件里 "${name}" 另有含义,字段请另取名`,
      `"${name}" means something else in conditions; give the field another name`,
    );
  if ((field.type === 'code' || field.type === 'codes') && field.list === undefined)
    yield wrong('code-without-list', [...path, 'type'], '代码字段要写 list', 'a code needs a list');
  if (field.personal === true && field.type !== 'note')
    yield wrong(
      'personal-not-note',
      [...path, 'personal'],
      '个人信息只能是 note 类型',
      'what is personal must be of type note',
    );
  if (field.recused === true && field.type !== 'person')
    yield wrong(
      'recused-not-person',
      [...path, 'recused'],
      '只有 person 类型的字段可以回避',
      'only a field of type person can name somebody to keep away',
    );
  if (field.expected === true && path[0] !== 'fields')
    yield wrong(
      'expected-not-of-case',
      [...path, 'expected'],
      '只有案件字段(fields)可以写 expected',
      'only a field of the case can be expected',
    );
  if (field.type !== 'integer' && (field.min !== undefined || field.max !== undefined))
    yield wrong(
      'bounds-not-integer',
      [...path, field.min === undefined ? 'max' : 'min'],
      '只有 integer 类型可以写 min 和 max',
      'only an integer can have min and max',
    );
  if (field.min !== undefined && field.max !== undefined && field.min > field.max)
    yield wrong('bounds-reversed', [...path, 'max'], 'max 小于 min', 'max is less than min');
  if (!defaultFits(pack, field))
    yield wrong(
      'default-does-not-fit',
      [...path, 'default'],
      `默认值不符合类型 ${field.type}`,
      `the default does not fit the type ${field.type}`,
    );
}

function defaultFits(pack: AuthoredPack, { default: value, list, type, min, max }: AuthoredField): boolean {
  if (value === undefined) return true;
  if (type === 'boolean') return typeof value === 'boolean';
  if (type === 'integer')
    return Number.isInteger(value) && Number(value) >= (min ?? -Infinity) && Number(value) <= (max ?? Infinity);
  if (typeof value !== 'string') return false;
  return type === 'code' ? list === undefined || own(own(pack.lists, list), value) !== undefined : type === 'text';
}
