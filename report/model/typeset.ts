/** Chinese text is typeset with full-width marks; data and code are written with the keyboard's half-width ones. */

import type { Inline, ReportModel } from './reportModel.ts';

const CHINESE = /[\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef]/;
const MARKS: Readonly<Record<string, string>> = {
  ',': '\uff0c',
  ':': '\uff1a',
  ';': '\uff1b',
  '!': '\uff01',
  '?': '\uff1f',
};
/** Names and addresses are no text. */
const NO_TEXT = ['id', 'kind', 'anchor', 'address', 'format', 'stamp', 'locale'];

/** All texts of a report with the marks of its language; curly quotes are wide in a Chinese font. */
export function typeset(model: ReportModel): ReportModel {
  if (model.locale === 'zh') return widened(model) as ReportModel;
  return JSON.parse(
    JSON.stringify(model)
      .replaceAll(/[\u201c\u201d]/g, '\\"')
      .replaceAll(/[\u2018\u2019]/g, "'"),
  ) as ReportModel;
}

function widened(value: unknown): unknown {
  if (typeof value === 'string') return fullWidth(value);
  if (Array.isArray(value)) return value.some(isLinked) ? together(value as Inline[]) : value.map(widened);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, NO_TEXT.includes(key) ? part : widened(part)]),
  );
}

function isLinked(part: unknown): boolean {
  return typeof part === 'object' && part !== null && 'to' in part;
}

/** A mark at the edge of a link is judged by what stands on its other side. */
function together(parts: readonly Inline[]): readonly Inline[] {
  const texts = parts.map((part) => (typeof part === 'string' ? part : part.text));
  const whole = fullWidth(texts.join(''));
  let from = 0;
  return parts.map((part, at) => {
    const text = whole.slice(from, (from += texts[at]?.length ?? 0));
    return typeof part === 'string' ? text : { ...part, text };
  });
}

/** As long as before: `3.2 小时,另有 1,004 件(含撤回)` changes the comma before 另 and the brackets. */
export function fullWidth(text: string): string {
  const signs = text.split('');
  const opened: number[] = [];
  for (const [at, sign] of signs.entries()) {
    if (sign === '(') opened.push(at);
    else if (sign === ')') {
      const from = opened.pop();
      if (from === undefined || !CHINESE.test(text.slice(Math.max(0, from - 1), at + 2))) continue;
      signs[from] = '\uff08';
      signs[at] = '\uff09';
    }
  }
  for (const [at, sign] of signs.entries()) {
    const mark = MARKS[sign];
    if (mark === undefined) continue;
    if (CHINESE.test(signs[at - 1] ?? '') || CHINESE.test(signs[at + 1] ?? '')) signs[at] = mark;
  }
  return signs.join('');
}
