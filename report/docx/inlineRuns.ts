import { Bookmark, ExternalHyperlink, InternalHyperlink, TextRun, type ParagraphChild } from 'docx';
import type { Inline } from '../model/reportModel.ts';
import { BLUE, bookmark } from './wordStyle.ts';

type Look = Readonly<{ size?: number; bold?: boolean }>;

/** Text with its links, under the name of a place where it is one. */
export function inlineRuns(text: readonly Inline[], anchor?: string, look: Look = {}): ParagraphChild[] {
  const runs = text.map((part): ParagraphChild => {
    if (typeof part === 'string') return new TextRun({ text: part, ...look });
    if ('anchor' in part.to) return linkTo(part.to.anchor, part.text, look);
    return new ExternalHyperlink({ link: part.to.address, children: [linked(part.text, look)] });
  });
  return anchor === undefined ? runs : [new Bookmark({ id: bookmark(anchor), children: runs })];
}

/** A link to a place of this document. */
export function linkTo(anchor: string, text: string, look: Look = {}): InternalHyperlink {
  return new InternalHyperlink({ anchor: bookmark(anchor), children: [linked(text, look)] });
}

function linked(text: string, look: Look): TextRun {
  return new TextRun({ text, color: BLUE, ...look });
}
