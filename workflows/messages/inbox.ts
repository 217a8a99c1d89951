import type { CaseRun } from '../run/caseRun.ts';
import { Merges } from './merges.ts';
import { Notices } from './notices.ts';
import { Requests } from './requests.ts';

/** Who takes up what reaches a case by message, each in its kind. */
export class Inbox {
  readonly merges: Merges;
  readonly notices: Notices;
  readonly requests: Requests;

  constructor(run: CaseRun) {
    this.merges = new Merges(run);
    this.notices = new Notices(run);
    this.requests = new Requests(run, this.merges);
  }
}
