import type { Finding } from './fault.ts';

/** A field whose name conditions understand as something else, so that nothing could ever ask for the field. */
export function reservedName(name: string, path: Finding['path']): Finding {
  return {
    code: 'reserved-name',
    path,
    key: true,
    zh: `条件里 "${name}" 另有含义,字段请另取名`,
    en: `"${name}" means something else in conditions; give the field another name`,
  };
}
