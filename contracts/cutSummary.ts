/** The server takes 400 bytes of a payload; its encoding takes some of them. */
const MOST_BYTES = 360;

/** As many characters as the server takes bytes of, in JSON. */
export function cutSummary(text: string): string {
  const bytes = (one: string): number => new TextEncoder().encode(JSON.stringify(one)).length;
  if (bytes(text) <= MOST_BYTES) return text;
  const characters = Array.from(text);
  let kept = '';
  for (const character of characters) {
    if (bytes(`${kept}${character}…`) > MOST_BYTES) break;
    kept += character;
  }
  return `${kept}…`;
}
