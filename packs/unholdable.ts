import { isHoldable } from '../domain/holdable.ts';
import type { Finding } from './fault.ts';

/** Texts and keys that a database cannot hold, wherever they stand: YAML can write them as `"\0"`. */
export function* unholdable(value: unknown, path: Finding['path'] = []): Generator<Finding> {
  if (typeof value === 'string' && !isHoldable(value)) yield { code: 'wrong-form', path, zh: ZH, en: EN };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    if (isHoldable(key)) yield* unholdable(part, [...path, key]);
    else yield { code: 'wrong-form', path, zh: ZH, en: EN };
  }
}

const ZH = '含有 NUL 字符或残缺字符';
const EN = 'holds a NUL character or a lone surrogate';
