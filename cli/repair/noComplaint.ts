import type { Bilingual } from '../../language/bilingual.ts';

/** Nobody has the number that a command names. */
export function noComplaint(no: string): Bilingual {
  return { zh: `没有编号为 ${no} 的投诉`, en: `no complaint has the number ${no}` };
}
