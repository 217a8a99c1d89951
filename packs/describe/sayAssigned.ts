import { sayRoles } from './sayPart.ts';
import type { Say } from './sayPart.ts';

/** Where a case goes: to whoever holds a role, or to a unit. */
export const sayAssigned: Say = (value, pack) => {
  if (typeof value !== 'object' || value === null) return sayRoles(value, pack);
  const { unit } = value as { readonly unit: string };
  return { zh: `单位 ${unit}`, en: `the unit ${unit}` };
};
