import type { CaseEvent } from '../case/event.ts';
import type { Result } from '../case/rejection.ts';

/** What an action makes happen: the primary events, or a refusal. */
export type Decision = Result<readonly CaseEvent[]>;
