/** Parts of a pack in plain words, both languages. Anything without words of its own is shown as it is written. */

import type { Bilingual } from './bilingual.ts';
import type { AuthoredPack } from './packSchema.ts';

/** Says one setting of a pack; the pack gives the names. `undefined` stands for a setting that is not there. */
export type Say = (value: unknown, pack: AuthoredPack) => Bilingual;

/** The same in both languages. */
export function plain(text: string): Bilingual {
  return { zh: text, en: text };
}

const NONE: Bilingual = { zh: '无', en: 'none' };

/** As written in the file. */
export const asWritten: Say = (value) => {
  if (value === undefined) return NONE;
  if (value === true) return { zh: '是', en: 'yes' };
  if (value === false) return { zh: '否', en: 'no' };
  return plain(typeof value === 'string' ? value : JSON.stringify(value));
};

/** A switch; not there is off. */
export const sayYes: Say = (value) => asWritten(value ?? false, {} as AuthoredPack);

const UNITS: Readonly<Record<string, readonly [zh: string, one: string, many: string]>> = {
  seconds: ['秒', 'second', 'seconds'],
  minutes: ['分钟', 'minute', 'minutes'],
  hours: ['小时', 'hour', 'hours'],
  businessHours: ['个营业小时', 'business hour', 'business hours'],
  days: ['天', 'day', 'days'],
  workingDays: ['个工作日', 'working day', 'working days'],
  weeks: ['周', 'week', 'weeks'],
  months: ['个月', 'month', 'months'],
};

/** `{ hours: 4 }` is 4 hours; further settings of a limit follow as written. */
export const sayLimit: Say = (value, pack) => {
  if (typeof value !== 'object' || value === null) return asWritten(value, pack);
  const parts = Object.entries(value).map(([key, amount]): Bilingual => {
    const unit = UNITS[key];
    if (unit !== undefined) return { zh: `${String(amount)} ${unit[0]}`, en: `${String(amount)} ${amount === 1 ? unit[1] : unit[2]}` };
    if (key === 'field') return said(pack.fields[String(amount)]?.title, String(amount), { zh: '按「', en: 'the moment given as "' }, { zh: '」所填时刻', en: '"' });
    return plain(`${key}: ${JSON.stringify(amount)}`);
  });
  return joined(parts);
};

export const sayRoles: Say = (value, pack) => {
  const ids = listed(value);
  return ids.length === 0 ? NONE : joined(ids.map((id) => pack.roles[String(id)]?.title ?? plain(String(id))));
};

export const sayLevel: Say = (value, pack) => {
  if (value === 'next') return { zh: '上一级', en: 'the next level' };
  return pack.levels.find((level) => level.id === value)?.title ?? asWritten(value, pack);
};

export const sayApproval: Say = (value, pack) => pack.approvals[String(value)]?.title ?? asWritten(value, pack);

export const sayText: Say = (value, pack) => (isBilingual(value) ? value : asWritten(value, pack));

/** What starts or stops a clock: an event by its name, a step by its title, conditions as written. */
export const sayTriggers: Say = (value, pack) => {
  const parts = listed(value).map((trigger): Bilingual => {
    if (typeof trigger === 'string') return pack.steps[trigger]?.title ?? plain(trigger);
    const { event, step, ...rest } = trigger as { readonly event?: string; readonly step?: string };
    const name = step === undefined ? plain(event ?? '') : (pack.steps[step]?.title ?? plain(step));
    const more = Object.keys(rest).length === 0 ? '' : ` ${JSON.stringify(rest)}`;
    return { zh: name.zh + more, en: name.en + more };
  });
  return parts.length === 0 ? NONE : joined(parts);
};

export const sayWarnings: Say = (value, pack) => {
  const parts = listed(value).map((one) => {
    const { percent, notify } = one as { readonly percent: number; readonly notify: unknown };
    const roles = sayRoles(notify, pack);
    return { zh: `${percent}% 时通知 ${roles.zh}`, en: `at ${percent}% telling ${roles.en}` };
  });
  return parts.length === 0 ? NONE : joined(parts);
};

/** Caps of an approval: amounts in order, with their conditions. */
export const sayCap: Say = (value, pack) => {
  if (value === undefined) return NONE;
  const { limits, ...rest } = value as { readonly limits?: readonly { readonly max: string; readonly when?: unknown }[] };
  const parts = (limits ?? []).map(({ max, when }) => plain(when === undefined ? max : `${max} ${JSON.stringify(when)}`));
  return joined([...parts, asWritten(rest, pack)]);
};

function said(title: Bilingual | undefined, id: string, before: Bilingual, after: Bilingual): Bilingual {
  const name = title ?? plain(id);
  return { zh: before.zh + name.zh + after.zh, en: before.en + name.en + after.en };
}

function listed(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function joined(parts: readonly Bilingual[]): Bilingual {
  return { zh: parts.map((part) => part.zh).join('、'), en: parts.map((part) => part.en).join(', ') };
}

function isBilingual(value: unknown): value is Bilingual {
  return typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;
}
