import type { Deed } from './figureBank.ts';

/** Of a case of the cutover plan, all at one moment: assigned, replied to, reported, resolved and closed. */
export function settled(
  at: string,
  { outcome = 'explained', firstContact = false, reply = ['reply', {}] as readonly [string, object] } = {},
): readonly Deed[] {
  const [step, fields] = reply;
  return [
    [at, 'assign', { handler: 'handler-renminlu' }],
    [at, step, { ...fields }],
    [at, 'report'],
    [at, 'resolve', { outcome, firstContact }],
    [at, 'close'],
  ];
}
