const LEAP = '(?:(?:19|2[0-9])(?:0[48]|[2468][048]|[13579][26])|2[048]00)-02-29';
const OTHER =
  '(?:19|2[0-9])[0-9]{2}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)' +
  '|02-(?:0[1-9]|1[0-9]|2[0-8]))';

/** Pattern of an ISO date that exists, 1900 to 2999. */
export const DAY = `(?:${LEAP}|${OTHER})`;

const WHOLE = new RegExp(`^${DAY}$`);

/** Is it an ISO date that exists, 1900 to 2999? */
export function isDay(text: string): boolean {
  return WHOLE.test(text);
}
