import type { Bilingual } from '../../language/bilingual.ts';
import { EVENT_WORDS } from './eventWords.ts';
import { joined, plain } from '../../language/joinWords.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { listed, NONE, sayLevel } from './sayPart.ts';
import type { Say } from './sayPart.ts';
import { sayCondition } from './sayCondition.ts';
import { own } from '../../domain/values/own.ts';

interface Trigger {
  readonly event?: string;
  readonly step?: string;
  readonly level?: string;
  readonly when?: unknown;
}

/** What starts or stops a clock or causes a notice: events and steps, each with its level and condition. */
export const sayTriggers: Say = (value, pack) => {
  const parts = listed(value).map((one) => saidTrigger(one as string | Trigger, pack));
  return parts.length === 0 ? NONE : joined(parts);
};

/** The event that a clock is counted from, or the field that holds the moment. */
export function sayEvent(name: string): Bilingual {
  return own(EVENT_WORDS as Readonly<Record<string, Bilingual>>, name) ?? plain(name);
}

function saidTrigger(trigger: string | Trigger, pack: AuthoredPack): Bilingual {
  if (typeof trigger === 'string') return own(pack.steps, trigger)?.title ?? sayEvent(trigger);
  const { event, step, level, when } = trigger;
  const name = step === undefined ? sayEvent(event ?? '') : (own(pack.steps, step)?.title ?? plain(step));
  const at =
    level === undefined ? plain('') : { zh: `「${sayLevel(level, pack).zh}」`, en: ` "${sayLevel(level, pack).en}"` };
  const on =
    when === undefined
      ? plain('')
      : { zh: `(条件:${sayCondition(when, pack).zh})`, en: ` (when ${sayCondition(when, pack).en})` };
  return { zh: name.zh + at.zh + on.zh, en: name.en + at.en + on.en };
}
