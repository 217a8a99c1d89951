import type { z } from 'zod';
import type { Bilingual } from '../../language/bilingual.ts';
import { fromBilingual } from './bilingual.ts';
import type { Finding } from './fault.ts';
import { own } from '../../domain/values/own.ts';

type Issue = z.core.$ZodIssue;

const TYPES: Readonly<Record<string, string>> = {
  string: '文本',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '键值组',
  record: '键值组',
};
const ENGLISH: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a set of keys',
  record: 'a set of keys',
};

/** Of one value, what is said about what else it could have been. */
const MAX_READINGS = 20;

/** What the schema found, in words for the person who wrote the pack. */
export function shapeFindings(issues: readonly Issue[]): readonly Finding[] {
  return issues.flatMap((issue) => findingsOf(issue, []));
}

function findingsOf(issue: Issue, prefix: readonly PropertyKey[]): readonly Finding[] {
  const path = [...prefix, ...issue.path].map((part) => (typeof part === 'symbol' ? String(part) : part));
  const said = issue.message.startsWith('{"zh":') ? fromBilingual(issue.message) : undefined;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        code: 'unknown-key',
        path: [...path, key],
        key: true,
        zh: `"${key}":${said?.zh ?? '不认识的键'}`,
        en: `"${key}": ${said?.en ?? 'unknown key'}`,
      }));
    case 'invalid_type':
      if (issue.input === undefined && issue.message.includes('undefined'))
        return [
          {
            code: 'missing',
            path,
            zh: `缺少 ${String(path.at(-1))},应为${own(TYPES, issue.expected) ?? issue.expected}`,
            en: `${String(path.at(-1))} is missing; it is ${own(ENGLISH, issue.expected) ?? issue.expected}`,
          },
        ];
      return [
        {
          code: 'wrong-type',
          path,
          zh: `应为${own(TYPES, issue.expected) ?? issue.expected}`,
          en: `must be ${own(ENGLISH, issue.expected) ?? issue.expected}`,
        },
      ];
    case 'invalid_value':
      return [
        {
          code: 'wrong-value',
          path,
          zh: `应为其中之一:${issue.values.map(String).join(', ')}`,
          en: `must be one of: ${issue.values.map(String).join(', ')}`,
        },
      ];
    case 'invalid_union':
      return best(
        issue.errors.map((branch) => branch.flatMap((inner) => findingsOf(inner, path))),
        path,
      );
    case 'invalid_key':
      return issue.issues
        .flatMap((inner) => findingsOf({ ...inner, path: [] }, path))
        .map((finding) => ({ ...finding, key: true }));
    default:
      return [
        {
          code: issue.code === 'too_small' ? 'too-small' : issue.code === 'too_big' ? 'too-big' : 'wrong-form',
          path,
          zh: said?.zh ?? bounds(issue)?.zh ?? issue.message,
          en: said?.en ?? bounds(issue)?.en ?? issue.message,
        },
      ];
  }
}

function bounds(issue: Issue): Bilingual | undefined {
  if (issue.code === 'too_small')
    return { zh: `至少为 ${String(issue.minimum)}`, en: `must be at least ${String(issue.minimum)}` };
  if (issue.code === 'too_big')
    return { zh: `至多为 ${String(issue.maximum)}`, en: `must be at most ${String(issue.maximum)}` };
  return undefined;
}

/** Of several readings that all failed, the one that got furthest says most. */
function best(branches: readonly (readonly Finding[])[], path: readonly (string | number)[]): readonly Finding[] {
  const depth = (findings: readonly Finding[]): number =>
    findings.reduce((deepest, one) => Math.max(deepest, one.path.length), 0) - findings.length / 100;
  const [first] = [...branches].filter((one) => one.length > 0).sort((a, b) => depth(b) - depth(a));
  if (first !== undefined && first.some((one) => one.path.length > path.length)) return first;
  return [
    {
      code: 'wrong-form',
      path,
      zh:
        first
          ?.slice(0, MAX_READINGS)
          .map((one) => one.zh)
          .join(';或') ?? '写法不对',
      en: branches
        .map((one) => one[0]?.en ?? '')
        .filter((one) => one !== '')
        .slice(0, MAX_READINGS)
        .join('; or '),
    },
  ];
}
