/** What must not be. Each kind is a line of the ledger. */
export const FAULTS = {
  lost: 'acknowledged and not there',
  missed: 'planned and never fired, or fired and never received',
  early: 'received before it was due',
  twice: 'one effect twice at a receiver that honours keys, or one event twice',
  phantom: 'there, and nobody asked for it or the rules give no reason',
  contradicted: 'refused to the client and recorded all the same',
  differing: 'workflow, log and read model do not agree',
  unsigned: 'a webhook without the sender’s signature',
  halfDone: 'a broken-off migration left something behind',
} as const;

export type FaultKind = keyof typeof FAULTS;

export interface Fault {
  readonly kind: FaultKind;
  readonly no: string;
  readonly detail: string;
}

/** Faults as they are found. */
export class Faults {
  readonly all: Fault[] = [];

  add(kind: FaultKind, no: string, detail: string): void {
    this.all.push({ kind, no, detail });
  }

  count(kind: FaultKind): number {
    return this.all.filter((fault) => fault.kind === kind).length;
  }
}
