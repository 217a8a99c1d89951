import { Lexer } from 'yaml';
import type { Finding } from './fault.ts';

/** Ten times the largest shipped pack, so that every check stays quick. */
export const SOURCE_LIMITS = {
  characters: 1_000_000,
  /** As the lexer cuts them: about four a value. */
  tokens: 100_000,
  /** Of one map. */
  keys: 2_000,
  /** Maps and lists inside each other. */
  depth: 40,
  /** Characters of a message: each variable costs a search at each place. */
  template: 10_000,
} as const;

export type Told = Pick<Finding, 'code' | 'zh' | 'en'>;

const TOO_LARGE: Told = {
  code: 'too-large',
  zh: '文件过大,应小于 1 MB',
  en: 'the file is too large; keep it below 1 MB',
};
const TOO_MANY_PARTS: Told = {
  code: 'too-many-parts',
  zh: '文件内容过多:请减少条目(约 25,000 个值以内)',
  en: 'the file holds too many parts; keep it below 25,000 values or so',
};
export const TOO_DEEP: Told = {
  code: 'too-deep',
  zh: `嵌套过深:最多 ${SOURCE_LIMITS.depth} 层`,
  en: `nested too deep; ${SOURCE_LIMITS.depth} levels at most`,
};
export const TOO_MANY_KEYS: Told = {
  code: 'too-many-keys',
  zh: `键过多:一处最多 ${SOURCE_LIMITS.keys} 个`,
  en: `too many keys; ${SOURCE_LIMITS.keys} at most in one place`,
};

/** One pass before any tree is made. */
export function tooMuch(text: string): Told | undefined {
  if (text.length > SOURCE_LIMITS.characters) return TOO_LARGE;
  let tokens = 0;
  let flow = 0;
  for (const token of new Lexer().lex(text)) {
    tokens += 1;
    if (tokens > SOURCE_LIMITS.tokens) return TOO_MANY_PARTS;
    if (token === '[' || token === '{') flow += 1;
    else if (token === ']' || token === '}') flow -= 1;
    if (flow > SOURCE_LIMITS.depth) return TOO_DEEP;
  }
  return undefined;
}
