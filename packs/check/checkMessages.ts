import { Liquid } from 'liquidjs';
import { checkTriggers } from './checkClocks.ts';
import { checkNames } from './checkNames.ts';
import type { Finding } from '../source/fault.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { SOURCE_LIMITS } from '../source/sourceLimits.ts';

const engine = new Liquid({ strictFilters: true });

/**
 * Choices only. A loop could run for hours inside a delivery, and an inclusion would put a file of the server into a
 * mail.
 */
const TAGS = ['if', 'unless', 'case', 'assign', 'capture', 'comment', 'raw'];
for (const tag of Object.keys(engine.tags)) if (!TAGS.includes(tag)) delete engine.tags[tag];

/** What a message may say. Facts of the case only: nothing personal can be put in. */
export const MESSAGE_VARIABLES = [
  'no',
  'pack',
  'category',
  'clock',
  'rule',
  'role',
  'level',
  'unit',
  'department',
  'due',
  'at',
  'escalatedTo',
  'late',
  'suspended',
  'drill',
] as const;

/** Notices and message templates. */
export function* checkMessages(pack: AuthoredPack): Generator<Finding> {
  const seen = new Set<string>();
  for (const [index, notice] of pack.notices.entries()) {
    if (seen.has(notice.id))
      yield {
        code: 'duplicate-notice',
        path: ['notices', index, 'id'],
        zh: `通知 "${notice.id}" 写了两次`,
        en: `notice "${notice.id}" is there twice`,
      };
    seen.add(notice.id);
    yield* checkTriggers(pack, notice.on, ['notices', index, 'on']);
    yield* checkNames(pack, 'role', notice.notify, ['notices', index, 'notify']);
    yield* checkNames(pack, 'message', notice.message, ['notices', index, 'message']);
  }
  for (const [id, message] of Object.entries(pack.messages)) {
    for (const part of ['subject', 'text'] as const) {
      for (const locale of ['zh', 'en'] as const)
        yield* checkTemplate(message[part][locale], ['messages', id, part, locale]);
    }
  }
}

function* checkTemplate(text: string, path: readonly string[]): Generator<Finding> {
  if (text.length > SOURCE_LIMITS.template) {
    const max = SOURCE_LIMITS.template;
    yield {
      code: 'too-long',
      path,
      zh: `模板过长:最多 ${max} 个字符`,
      en: `too long; ${max} characters at most`,
    };
    return;
  }
  let used: readonly string[];
  try {
    used = engine.globalVariablesSync(engine.parse(text));
  } catch (error) {
    const what = (error as Error).message.split('\n')[0] ?? '';
    yield { code: 'template-syntax', path, zh: `模板语法错误:${what}`, en: `template syntax: ${what}` };
    return;
  }
  const known: readonly string[] = MESSAGE_VARIABLES;
  for (const name of used) {
    if (known.includes(name)) continue;
    yield {
      code: 'unknown-variable',
      path,
      zh: `模板里没有变量 "${name}";可用:${known.join(', ')}`,
      en: `a message has no variable "${name}"; there are: ${known.join(', ')}`,
    };
  }
}
