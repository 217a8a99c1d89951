/** Instants (epoch ms) as `2026-11-23 09:00` in a zone; seconds only when not zero. */
export function localTime(zone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  return (at) => format.format(at).replace(/:00$/, '');
}

/** To the minute. */
export function localMinute(zone: string): (at: number) => string {
  const time = localTime(zone);
  return (at) => time(at).slice(0, 16);
}
