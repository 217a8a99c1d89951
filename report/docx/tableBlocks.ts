import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  type FileChild,
} from 'docx';
import { plainText, type ReportTable } from '../model/reportModel.ts';
import { textWidth } from '../charts/style.ts';
import { inlineRuns } from './inlineRuns.ts';

const SIZE = 18;
/** Of the page between its margins, in twentieths of a point. */
const WIDTH = 9026;
const NARROWEST = 10;
const WIDEST = 70;

/** A title and a table, whose first row is repeated on every page. */
export function tableBlocks({ columns, rows, title }: ReportTable): readonly FileChild[] {
  const widths = columnWidths({ columns, rows });
  const line = { style: BorderStyle.SINGLE, size: 4, color: 'CBD2D9' };
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const alignment = (at: number): (typeof AlignmentType)[keyof typeof AlignmentType] =>
    columns[at]?.number === true ? AlignmentType.RIGHT : AlignmentType.LEFT;
  const cell = (at: number, children: ConstructorParameters<typeof Paragraph>[0]): TableCell =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      children: [new Paragraph(children)],
    });
  const spacing = { after: 0, line: 260, lineRule: LineRuleType.AUTO };
  const head = columns.map((column, at) =>
    cell(at, {
      alignment: alignment(at),
      spacing,
      keepNext: true,
      children: [new TextRun({ text: column.title, bold: true, size: SIZE })],
    }),
  );
  const body = rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: row.map(({ anchor, text }, at) =>
          cell(at, { alignment: alignment(at), spacing, children: inlineRuns(text, anchor, { size: SIZE }) }),
        ),
      }),
  );
  return [
    new Paragraph({
      spacing: { before: 200, after: 60 },
      keepNext: true,
      children: [new TextRun({ text: title, bold: true, size: SIZE + 1 })],
    }),
    new Table({
      width: { size: WIDTH, type: WidthType.DXA },
      columnWidths: [...widths],
      borders: { top: line, bottom: line, left: none, right: none, insideVertical: none, insideHorizontal: line },
      rows: [new TableRow({ tableHeader: true, cantSplit: true, children: head }), ...body],
    }),
    new Paragraph({ spacing: { after: 80 } }),
  ];
}

/** Each by the widest text in it, within bounds. */
function columnWidths({ columns, rows }: Pick<ReportTable, 'columns' | 'rows'>): readonly number[] {
  const wanted = columns.map(({ title }, at) => {
    const widest = Math.max(textWidth(title), ...rows.map((row) => textWidth(plainText(row[at]?.text ?? []))));
    return Math.min(WIDEST, Math.max(NARROWEST, widest + 2));
  });
  const all = wanted.reduce((sum, width) => sum + width, 0);
  return wanted.map((width) => Math.floor((width / all) * WIDTH));
}
