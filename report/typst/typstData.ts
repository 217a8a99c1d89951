import { chartSvg } from '../charts/chartSvg.ts';
import { textWidth } from '../charts/style.ts';
import { plainText, type Block, type Inline, type ReportModel, type ReportTable } from '../model/reportModel.ts';

/** What the template takes, as JSON: plain data, with charts drawn. */
export function typstData(model: ReportModel): string {
  const { about, blocks, locale, title, words } = model;
  const anchors = new Set(blocks.flatMap(anchorsOf));
  return JSON.stringify({
    lang: locale,
    title,
    period: about[0]?.value ?? '',
    about,
    words,
    contents: blocks.some((block) => block.kind === 'heading' && block.level === 2),
    blocks: blocks.map((block) => blockData(block, anchors)),
  });
}

function anchorsOf(block: Block): readonly string[] {
  if (block.kind === 'heading') return [block.id];
  if (block.kind !== 'table') return [];
  return block.rows.flatMap((row) => row.flatMap(({ anchor }) => (anchor === undefined ? [] : [anchor])));
}

function blockData(block: Block, anchors: ReadonlySet<string>): object {
  const flat = (text: readonly Inline[]): readonly (string | object)[] => text.map((part) => inlineData(part, anchors));
  switch (block.kind) {
    case 'paragraph':
    case 'note':
      return { kind: block.kind, text: flat(block.text) };
    case 'sentences':
      return { kind: block.kind, items: block.items.map(flat) };
    case 'table': {
      const rows = block.rows.map((row) =>
        row.map(({ anchor, text }) => ({ text: flat(text), ...(anchor === undefined ? {} : { anchor }) })),
      );
      return { kind: block.kind, title: block.title, columns: columnsOf(block), rows };
    }
    case 'chart':
      return { kind: block.kind, title: block.title, alt: block.alt, svg: chartSvg(block.id, block.spec) };
    default:
      return block;
  }
}

/** A link to nowhere would be an error. */
function inlineData(part: Inline, anchors: ReadonlySet<string>): string | object {
  if (typeof part === 'string') return part;
  if ('anchor' in part.to && !anchors.has(part.to.anchor)) return part.text;
  return { text: part.text, ...part.to };
}

/** A column of short texts takes what it needs; the others share the rest by what stands in them. */
const SHORT = 15;
const LONGEST = 140;

function columnsOf({ columns, rows }: ReportTable): readonly object[] {
  return columns.map(({ number, title, wide }, at) => {
    const widest = Math.max(textWidth(title), ...rows.map((row) => textWidth(plainText(row[at]?.text ?? []))));
    const width = widest <= SHORT && wide !== true ? 'auto' : String(Math.min(widest, LONGEST));
    return { title, number: number === true, width };
  });
}
