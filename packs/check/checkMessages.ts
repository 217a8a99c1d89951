import { Liquid } from 'liquidjs';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { wrong, type Findings, type Path } from '../source/fault.ts';
import { SOURCE_LIMITS } from '../source/sourceLimits.ts';

const engine = new Liquid({ strictFilters: true });

/** Choices only: a loop could run for hours in a delivery, an inclusion could mail a file of the server. */
const TAGS = ['if', 'unless', 'case', 'assign', 'capture', 'comment', 'raw'];
for (const tag of Object.keys(engine.tags)) if (!TAGS.includes(tag)) delete engine.tags[tag];

/** Facts of the case: nothing personal. */
const VARIABLES =
  'no pack category clock rule role level unit department due at escalatedTo done late suspended drill'.split(' ');

export function* checkMessages(pack: AuthoredPack): Findings {
  for (const [index, { id }] of pack.notices.entries())
    if (pack.notices.findIndex((notice) => notice.id === id) !== index)
      yield wrong(
        'duplicate-notice',
        ['notices', index, 'id'],
        `通知 "${id}" 写了两次`,
        `notice "${id}" is there twice`,
      );
  for (const [id, message] of Object.entries(pack.messages))
    for (const part of ['subject', 'text'] as const)
      for (const locale of ['zh', 'en'] as const)
        yield* checkTemplate(message[part][locale], ['messages', id, part, locale]);
}

function* checkTemplate(text: string, path: Path): Findings {
  const max = SOURCE_LIMITS.template;
  if (text.length > max) {
    yield wrong('too-long', path, `模板过长:最多 ${max} 个字符`, `too long; ${max} characters at most`);
    return;
  }
  try {
    for (const name of engine.globalVariablesSync(engine.parse(text)))
      if (!VARIABLES.includes(name))
        yield wrong(
          'unknown-variable',
          path,
          `模板里没有变量 "${name}";可用:${VARIABLES.join(', ')}`,
          `a message has no variable "${name}"; there are: ${VARIABLES.join(', ')}`,
        );
  } catch (error) {
    const what = (error as Error).message.split('\n')[0] ?? '';
    yield wrong('template-syntax', path, `模板语法错误:${what}`, `template syntax: ${what}`);
  }
}
