/** Parts of a pack in plain words, both languages. Anything without words of its own is shown as it is written. */

import type { Bilingual } from '../../language/bilingual.ts';
import { OBJECTS, STAGE_NAMES } from './factWords.ts';
import { joined, plain } from '../../language/joinWords.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { sayCondition } from './sayCondition.ts';
import { titleOf } from '../schema/titleOf.ts';
import { own } from '../../domain/values/own.ts';

/** Says one setting of a pack; the pack gives the names. `undefined` stands for a setting that is not there. */
export type Say = (value: unknown, pack: AuthoredPack) => Bilingual;

export const NONE: Bilingual = { zh: '无', en: 'none' };

/** As written in the file. */
export const asWritten: Say = (value) => {
  if (value === undefined) return NONE;
  if (value === true) return { zh: '是', en: 'yes' };
  if (value === false) return { zh: '否', en: 'no' };
  return plain(typeof value === 'string' ? value : JSON.stringify(value));
};

/** A switch; not there is off. */
export const sayYes: Say = (value) => asWritten(value ?? false, {} as AuthoredPack);

/** A switch; not there is on. */
export const sayYesUnlessSaid: Say = (value) => asWritten(value ?? true, {} as AuthoredPack);

export const sayRoles: Say = (value, pack) => sayEach(value, (id) => titleOf(pack.roles, id));
export const sayClocks: Say = (value, pack) => sayEach(value, (id) => titleOf(pack.clocks, id));
/** Fields of the pack by their titles. */
export const sayNames: Say = (value, pack) => sayEach(value, (id) => titleOf(pack.fields, id));
export const sayStages: Say = (value) =>
  sayEach(value, (stage) => own(STAGE_NAMES, String(stage)) ?? plain(String(stage)));
export const sayObjects: Say = (value) =>
  sayEach(value, (object) => own(OBJECTS, String(object)) ?? plain(String(object)));
export const sayIds: Say = (value) => sayEach(value, (id) => plain(String(id)));

export const sayLevel: Say = (value, pack) => {
  if (value === 'next') return { zh: '上一级', en: 'the next level' };
  return pack.levels.find((level) => level.id === value)?.title ?? asWritten(value, pack);
};

export const sayApproval: Say = (value, pack) => (value === undefined ? NONE : titleOf(pack.approvals, value));

export const sayText: Say = (value, pack) => (isBilingual(value) ? value : asWritten(value, pack));

/** A condition; quoted in English, where its sentence would run into the one around it. */
export const sayWhen: Say = (value, pack) => {
  const { zh, en } = sayCondition(value, pack);
  return value === undefined ? NONE : { zh, en: `“${en}”` };
};

/** One of a few words of the format. */
export function sayWord(words: Readonly<Record<string, Bilingual>>): Say {
  return (value, pack) => own(words, String(value)) ?? asWritten(value, pack);
}

/** A list, or the one thing that stands for it. */
export function listed(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function sayEach(value: unknown, say: (one: unknown) => Bilingual): Bilingual {
  const parts = listed(value).map(say);
  return parts.length === 0 ? NONE : joined(parts);
}

function isBilingual(value: unknown): value is Bilingual {
  return typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;
}
