/** From `key words` pairs with two spaces or a line between them. */
export function table(text: string): Readonly<Record<string, string>> {
  const pairs = text.trim().split(/\s{2,}/);
  return Object.fromEntries(
    pairs.map((pair) => {
      const [key = '', ...words] = pair.split(' ');
      return [key, words.join(' ')];
    }),
  );
}
