import type { Bilingual } from '../../language/bilingual.ts';

/** `key words`, separated by two spaces or a line. */
export function table(text: string): Readonly<Record<string, string>> {
  const pairs = text.trim().split(/\s{2,}/);
  return Object.fromEntries(
    pairs.map((pair) => {
      const [key = '', ...words] = pair.split(' ');
      return [key, words.join(' ')];
    }),
  );
}

/** `key zh/en`. */
export function bilingualTable(text: string): Readonly<Record<string, Bilingual>> {
  const words = Object.entries(table(text)).map(([key, said]) => [key, said.split('/')] as const);
  return Object.fromEntries(words.map(([key, [zh = '', en = '']]) => [key, { zh, en }]));
}
