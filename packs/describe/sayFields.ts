import type { Bilingual } from '../../language/bilingual.ts';
import { joined, plain } from '../../language/joinWords.ts';
import type { AuthoredField } from '../schema/packSchema.ts';
import { asWritten, NONE } from './sayPart.ts';
import type { Say } from './sayPart.ts';

/** Types of fields, as an administrator calls them. */
export const FIELD_TYPE_WORDS: Readonly<Record<AuthoredField['type'], Bilingual>> = {
  text: { zh: '短文字', en: 'a short text' },
  note: { zh: '长文字(加密)', en: 'prose (sealed)' },
  code: { zh: '单选', en: 'one of a list' },
  codes: { zh: '多选', en: 'several of a list' },
  boolean: { zh: '是或否', en: 'yes or no' },
  integer: { zh: '整数', en: 'a whole number' },
  money: { zh: '金额', en: 'an amount of money' },
  instant: { zh: '时刻', en: 'a moment' },
  person: { zh: '人员', en: 'a person' },
  unit: { zh: '单位', en: 'a unit' },
  units: { zh: '多个单位', en: 'several units' },
  case: { zh: '案件', en: 'a case' },
};

/** A list of codes by its id: lists have no titles. */
export const sayList: Say = (value) =>
  typeof value === 'string' ? { zh: `清单「${value}」`, en: `the list "${value}"` } : NONE;

/**
 * Fields that an action or a step asks for: each by its title, with its type, its list and whether it must be given.
 */
export const sayFields: Say = (value, pack) => {
  const fields = Object.entries((value ?? {}) as Readonly<Record<string, Partial<AuthoredField>>>);
  if (fields.length === 0) return NONE;
  return joined(
    fields.map(([id, { title, type, list, required, default: preset }]) => {
      const said = [
        ...(type === undefined ? [] : [FIELD_TYPE_WORDS[type]]),
        ...(list === undefined ? [] : [sayList(list, pack)]),
        ...(required === undefined ? [] : [required ? { zh: '必填', en: 'required' } : { zh: '选填', en: 'optional' }]),
        ...(preset === undefined
          ? []
          : [{ zh: `缺省 ${asWritten(preset, pack).zh}`, en: `${asWritten(preset, pack).en} unless given` }]),
      ];
      const { zh, en } = title ?? plain(id);
      return said.length === 0
        ? { zh, en }
        : { zh: `${zh}(${joined(said, ',').zh})`, en: `${en} (${joined(said).en})` };
    }),
  );
};
