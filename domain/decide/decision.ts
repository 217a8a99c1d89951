import type { CaseEvent } from '../case/event.ts';
import type { Result } from '../case/rejection.ts';

/** The primary events of an action, or a refusal. */
export type Decision = Result<readonly CaseEvent[]>;
