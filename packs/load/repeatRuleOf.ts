import type { RepeatRule } from '../../domain/case/repeats.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';

const DAY_MS = 86_400_000;

/** `undefined` when none is. */
export function repeatRuleOf({ repeat }: Pick<AuthoredPack, 'repeat'>): RepeatRule | undefined {
  return repeat && { byCategory: repeat.by.includes('category'), windowMs: repeat.window.days * DAY_MS };
}
