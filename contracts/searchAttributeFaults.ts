import type { Bilingual } from '../language/bilingual.ts';
import { SEARCH_ATTRIBUTES } from './complaintWorkflow.ts';
import { own } from '../domain/values/own.ts';

/** No workflow starts while an attribute differs. */
export type SearchAttributeFault = Readonly<{
  name: string;
  /** Type in the namespace; absent: the attribute is missing. */
  is?: string;
  must: string;
}>;

/** Names by Temporal's codes. */
const TYPES: Readonly<Record<number, string>> = {
  1: 'Text',
  2: 'Keyword',
  3: 'Int',
  4: 'Double',
  5: 'Bool',
  6: 'Datetime',
  7: 'KeywordList',
};

const wanted = Object.values(SEARCH_ATTRIBUTES).map(({ name, type }) => {
  const letters = type.replaceAll('_', '').toLowerCase();
  const code = Number(Object.keys(TYPES).find((one) => TYPES[Number(one)]?.toLowerCase() === letters));
  return { name, code };
});

/** By attribute. */
export const SEARCH_ATTRIBUTE_CODES: Readonly<Record<string, number>> = Object.fromEntries(
  wanted.map(({ name, code }) => [name, code]),
);

/** `found`: codes of types by name, from `listSearchAttributes`. */
export function searchAttributeFaults(found: Readonly<Record<string, number>>): readonly SearchAttributeFault[] {
  return wanted.flatMap(({ name, code }): readonly SearchAttributeFault[] => {
    const must = typeNamed(code);
    const is = own(found, name);
    if (is === code) return [];
    return [is === undefined ? { name, must } : { name, is: typeNamed(is), must }];
  });
}

function typeNamed(code: number): string {
  return TYPES[code] ?? `type ${code}`;
}

/** One sentence for each of a wrong type, and one for all that are missing. */
export function sayAttributeFaults(faults: readonly SearchAttributeFault[], namespace: string): Bilingual {
  const others = faults.filter((one) => one.is !== undefined);
  const missing = faults.filter((one) => one.is === undefined).map(({ name, must }) => `${name} (${must})`);
  const zh = others.map(({ name, is, must }) => `命名空间 ${namespace} 的搜索属性 ${name} 为 ${is} 类型,应为 ${must}`);
  const en = others.map(
    ({ name, is, must }) => `search attribute ${name} has type ${is} in namespace ${namespace} and must have ${must}`,
  );
  if (missing.length > 0) {
    zh.push(`命名空间 ${namespace} 缺少搜索属性:${missing.join('、')}`);
    en.push(`search attributes missing in namespace ${namespace}: ${missing.join(', ')}`);
  }
  return { zh: zh.join(';'), en: en.join('; ') };
}

/** Removes those of a wrong type; callers say how to add the right ones. */
export function removalOf(faults: readonly SearchAttributeFault[], namespace: string): string {
  const names = faults.filter((one) => one.is !== undefined).map((one) => ` --name ${one.name}`);
  return `temporal operator search-attribute remove --namespace ${namespace}${names.join('')}`;
}
