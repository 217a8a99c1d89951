import { isStorable } from '../../domain/time/storable.ts';
import type { Finding } from './fault.ts';

/**
 * Texts and keys that a database (YAML can write them as `"\0"`) or an object (`__proto__`) cannot hold, wherever they
 * stand.
 */
export function* unstorable(value: unknown, path: Finding['path'] = []): Generator<Finding> {
  if (typeof value === 'string' && !isStorable(value)) yield { code: 'wrong-form', path, zh: ZH, en: EN };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    // Schemas pass over this key in silence, as if it were not there.
    if (key === '__proto__') yield { code: 'wrong-form', path: [...path, key], key: true, zh: TAKEN_ZH, en: TAKEN_EN };
    else if (isStorable(key)) yield* unstorable(part, [...path, key]);
    else yield { code: 'wrong-form', path, zh: ZH, en: EN };
  }
}

const ZH = '含有 NUL 字符或残缺字符';
const TAKEN_ZH = '这个名称系统已占用,请另取名';
const TAKEN_EN = 'this name is taken by the system; choose another';
const EN = 'holds a NUL character or a lone surrogate';
