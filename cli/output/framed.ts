const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

/** Columns that a text takes in a terminal: Chinese characters and full-width signs take two. */
export function widthOf(text: string): number {
  return text.replace(WIDE, '  ').length;
}

/** The text, filled up with spaces to so many columns. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** Lines in a frame. */
export function framed(lines: readonly string[]): string {
  const width = Math.max(...lines.map(widthOf));
  const edge = '─'.repeat(width + 2);
  return [`╭${edge}╮`, ...lines.map((line) => `│ ${padded(line, width)} │`), `╰${edge}╯`].join('\n');
}
