const pairs = new Map<string, readonly number[]>();
const decoder = new TextDecoder('gb18030');
for (let lead = 0x81; lead <= 0xfe; lead += 1)
  for (let trail = 0x40; trail <= 0xfe; trail += 1)
    if (trail !== 0x7f) pairs.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);

/** A text in GB18030, as programs on Chinese Windows save it; of characters of one or two bytes. */
export function gb18030(text: string): Buffer {
  return Buffer.from(
    Array.from(text).flatMap((character) => {
      if (character < '\x80') return [character.charCodeAt(0)];
      const pair = pairs.get(character);
      if (pair === undefined) throw new Error(`${character} has four bytes`);
      return [...pair];
    }),
  );
}
