/** Can PostgreSQL and UTF-8 hold the text: no NUL character, no half of a surrogate pair? */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !/\p{Cs}/u.test(text);
}
