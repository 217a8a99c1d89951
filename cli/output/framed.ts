const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

/** Columns in a terminal: Chinese and full-width characters take two. */
export function widthOf(text: string): number {
  return text.replace(WIDE, '  ').length;
}

export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

export function framed(lines: readonly string[]): string {
  const width = Math.max(...lines.map(widthOf));
  const edge = '─'.repeat(width + 2);
  return [`╭${edge}╮`, ...lines.map((line) => `│ ${padded(line, width)} │`), `╰${edge}╯`].join('\n');
}
