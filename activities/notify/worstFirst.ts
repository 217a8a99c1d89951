import type { Fate } from '../../domain/notify/fateOf.ts';
import { kindOf } from '../../domain/notify/rungKind.ts';
import { own } from '../../domain/values/own.ts';
import type { MessagePack } from './renderMessage.ts';

/** What is told together stands under its worst: lapses that are open, then later rungs, then what is done. */
export function worstFirst(pack: Partial<MessagePack> | undefined, fates: readonly Fate[]): readonly Fate[] {
  const severity = ({ item }: Fate): number => own(pack?.clocks ?? {}, item.key.split('/')[0] ?? '')?.severity ?? 0;
  return fates.toSorted((a, b) => rank(a) - rank(b) || severity(b) - severity(a));
}

function rank({ item, clock }: Fate): number {
  const kind = kindOf(item);
  if (kind === undefined) return 4;
  if (kind === 'warning') return 3;
  if (clock?.stoppedAt !== undefined || clock?.status === 'cancelled') return 2;
  return kind === 'lapse' || item.escalatedTo !== undefined ? 0 : 1;
}
