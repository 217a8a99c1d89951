import { ledgerPack } from './ledgerPack.ts';
import { given, person, type Given, type OpenOptions } from './specification.ts';

export const handler = person('handler');
export const desk = person('desk-head');
export const house = person('house-head');
export const department = person('department-head');
export const watch = person('watch');

/** A case under the ledger pack. */
export const opened = (options: OpenOptions = {}): Given => given({ pack: ledgerPack, ...options });
