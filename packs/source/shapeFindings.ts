import type { z } from 'zod';
import { own } from '../../domain/values/own.ts';
import { inBoth, isPhraseId } from '../../language/phrase.ts';
import { fromBilingual, isBilingual } from './bilingual.ts';
import { didYouMean } from './didYouMean.ts';
import { wrong, wrongKey, type Finding, type Path } from './fault.ts';
import { bilingualTable } from './table.ts';

type Issue = z.core.$ZodIssue;

const TYPES = bilingualTable(`
  string 文本/a text  number 数字/a number  int 整数/a whole number  boolean true 或 false/true or false
  array 列表/a list  object 键: 值/keys with their values  record 名称: 值/names with their values
`);

const MAX_READINGS = 20;

/** In words for the author of the pack. */
export function shapeFindings(issues: readonly Issue[], above: readonly PropertyKey[] = []): readonly Finding[] {
  return issues.flatMap((issue) => findingsOf(issue, [...above, ...issue.path].map(asKey)));
}

function asKey(part: PropertyKey): string | number {
  return typeof part === 'symbol' ? String(part) : part;
}

function findingsOf(issue: Issue, path: Path): readonly Finding[] {
  const { zh, en, known = [], missing = issue.message.includes('undefined') } = wordsOf(issue);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const meant = didYouMean(key, known) ?? { zh: '', en: '' };
        return wrongKey('unknown-key', [...path, key], `"${key}":${meant.zh}${zh}`, `"${key}": ${meant.en}${en}`);
      });
    case 'invalid_type': {
      const name = String(path.at(-1));
      const type = isBilingual(issue.message)
        ? { zh, en }
        : (own(TYPES, issue.expected) ?? { zh: issue.expected, en: issue.expected });
      return issue.input === undefined && missing
        ? [wrong('missing', path, `缺少 ${name},应为${type.zh}`, `${name} is missing; it is ${type.en}`)]
        : [wrong('wrong-type', path, `应为${type.zh}`, `must be ${type.en}`)];
    }
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ');
      return [wrong('wrong-value', path, `应为其中之一:${values}`, `must be one of: ${values}`)];
    }
    case 'invalid_union':
      if (issue.errors.length === 0) return [wrong('wrong-value', path, zh, en)];
      return best(
        issue.errors.map((branch) => shapeFindings(branch, path)),
        path,
      );
    case 'invalid_key':
      return issue.issues.flatMap((inner) => findingsOf(inner, path)).map((finding) => ({ ...finding, key: true }));
    default: {
      const code = issue.code === 'too_small' ? 'too-small' : issue.code === 'too_big' ? 'too-big' : 'wrong-form';
      return [wrong(code, path, zh, en)];
    }
  }
}

/** From the schema, else from the bound. */
function wordsOf(issue: Issue): ReturnType<typeof fromBilingual> {
  if (isPhraseId(issue.message)) return inBoth({ phrase: issue.message });
  if (!isBilingual(issue.message)) {
    if (issue.code === 'too_small') return { zh: `至少为 ${issue.minimum}`, en: `must be at least ${issue.minimum}` };
    if (issue.code === 'too_big') return { zh: `至多为 ${issue.maximum}`, en: `must be at most ${issue.maximum}` };
  }
  return fromBilingual(issue.message);
}

/** Of readings that all failed, the one that got furthest. */
function best(branches: readonly (readonly Finding[])[], path: Path): readonly Finding[] {
  const depth = (findings: readonly Finding[]): number =>
    Math.max(...findings.map((one) => one.path.length)) - findings.length / 100;
  const failed = branches.filter((one) => one.length > 0);
  const [first = []] = failed.toSorted((a, b) => depth(b) - depth(a));
  if (first.some((one) => one.path.length > path.length)) return first;
  const some = (words: readonly string[], or: string): string => words.slice(0, MAX_READINGS).join(or);
  return [
    wrong(
      'wrong-form',
      path,
      some(
        first.map((one) => one.zh),
        ';或',
      ) || '写法不对',
      some(
        failed.flatMap(([one]) => one?.en ?? []),
        '; or ',
      ),
    ),
  ];
}
