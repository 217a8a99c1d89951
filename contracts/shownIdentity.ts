/** Ids of people and programs; Temporal takes any text for one. */
const IDENTITY = /^[\w.,:~/+@-]{1,120}$/;

/** Whom Temporal names as having asked for something, as it may stand in the log; `undefined` where it names nobody. */
export function shownIdentity(identity: string | null | undefined): string | undefined {
  if (identity === undefined || identity === null || identity === '') return undefined;
  return IDENTITY.test(identity) ? identity : '…';
}
