import type { Weight } from './channels.ts';
import type { Notification } from './delivery.ts';
import { kindOf } from './rungKind.ts';

/** Of a rung before the due moment, of one at or after it, and of what is no rung. */
function weightOf(item: Notification): Weight {
  const kind = kindOf(item);
  return kind === undefined ? 'notice' : kind === 'warning' ? 'warning' : 'lapse';
}

/** Of what is told together: how much its heaviest part weighs. */
export function heaviest(items: readonly Notification[]): Weight {
  const weights = items.map(weightOf);
  return weights.includes('lapse') ? 'lapse' : weights.includes('notice') ? 'notice' : 'warning';
}
