import { isStorable } from '../../domain/values/storable.ts';
import { wrong, wrongKey, type Findings, type Path } from './fault.ts';

/** What a database (`"\0"`) or an object (`__proto__`) cannot hold. */
export function* unstorable(value: unknown, path: Path = []): Findings {
  const broken = wrong('wrong-form', path, '含有 NUL 字符或残缺字符', 'holds a NUL character or a lone surrogate');
  if (typeof value === 'string' && !isStorable(value)) yield broken;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    // Schemas ignore this key.
    if (key === '__proto__')
      yield wrongKey(
        'wrong-form',
        [...path, key],
        '这个名称系统已占用,请另取名',
        'this name is taken by the system; choose another',
      );
    else if (isStorable(key)) yield* unstorable(part, [...path, key]);
    else yield broken;
  }
}
