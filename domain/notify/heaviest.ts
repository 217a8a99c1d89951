import type { Weight } from './channels.ts';
import type { Notification } from './delivery.ts';
import { kindOf } from './rungKind.ts';

/** Of what is told together. What is due weighs more than what is no rung, and that more than a warning. */
export function heaviest(items: readonly Notification[]): Weight {
  const kinds = items.map(kindOf);
  if (kinds.some((kind) => kind === 'lapse' || kind === 'repetition')) return 'lapse';
  return kinds.includes(undefined) ? 'notice' : 'warning';
}
