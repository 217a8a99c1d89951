import type { CaseEvent } from './event.ts';
import type { Result } from './rejection.ts';

/** What an action makes happen: the primary events, or a refusal. */
export type Decision = Result<readonly CaseEvent[]>;
