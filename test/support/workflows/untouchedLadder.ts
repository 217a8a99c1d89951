/**
 * Rungs of a complaint at an outlet that nobody touches, under the shipped `cutover-emergency`, in the order in which
 * they fire.
 */
export const UNTOUCHED_LADDER = [
  'on-site/75%',
  'on-site/due',
  'outlet/due',
  'on-site/due+30m',
  'branch/due-30m',
  'reply/75%',
  'branch/due',
  'reply/due',
  'reply/due+1h',
  'report/75%',
  'reply/due+3h',
  'report/due',
  'report/due+2h',
];
