import { Commands } from './commands.ts';
import type { CaseRun } from '../run/caseRun.ts';
import { Merges } from './merges.ts';
import { Notices } from './notices.ts';

/** Who takes up what reaches a case by message, each in its kind. */
export class Inbox {
  readonly commands: Commands;
  readonly merges: Merges;
  readonly notices: Notices;

  constructor(run: CaseRun) {
    this.merges = new Merges(run);
    this.notices = new Notices(run);
    this.commands = new Commands(run, this.merges);
  }
}
