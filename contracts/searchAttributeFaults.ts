import type { Bilingual } from '../language/bilingual.ts';
import { SEARCH_ATTRIBUTES } from './complaintWorkflow.ts';
import { own } from '../domain/values/own.ts';

/** A search attribute of a namespace that is not as workflows set it: none of them can be started then. */
export interface SearchAttributeFault {
  readonly name: string;
  /** Type in the namespace; absent: it is not there. */
  readonly is?: string;
  readonly must: string;
}

/** Types as Temporal writes them, by the code that it sends. */
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

/** The code of each attribute's type, for who adds them. */
export const SEARCH_ATTRIBUTE_CODES: Readonly<Record<string, number>> = Object.fromEntries(
  wanted.map(({ name, code }) => [name, code]),
);

/** Compares names and types with what `listSearchAttributes` says of a namespace: codes of types by name. */
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

/**
 * A sentence for each of another type: which attribute has which type, and what is right; and one for those that are
 * missing.
 */
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

/** How to take those of another type away; what adds the right ones is the business of whoever says it. */
export function removalOf(faults: readonly SearchAttributeFault[], namespace: string): string {
  const names = faults.filter((one) => one.is !== undefined).map((one) => ` --name ${one.name}`);
  return `temporal operator search-attribute remove --namespace ${namespace}${names.join('')}`;
}
