/** No NUL and no half of a surrogate pair, which PostgreSQL and UTF-8 cannot hold. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !/\p{Cs}/u.test(text);
}
