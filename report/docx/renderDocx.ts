import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  LevelFormat,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
  type FileChild,
} from 'docx';
import type { Block, ReportModel } from '../model/reportModel.ts';
import { fixedZip } from '../zip/fixedZip.ts';
import { chartBlocks } from './chartBlocks.ts';
import { inlineRuns, linkTo } from './inlineRuns.ts';
import { tableBlocks } from './tableBlocks.ts';
import { FONTS, INK, SOFT } from './wordStyle.ts';

const HEADINGS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const;
const BULLETS = 'sentences';

/** The report for a word processor: its headings, tables and charts are those of the program and can be edited. */
export async function renderDocx(model: ReportModel): Promise<Uint8Array> {
  const language = model.locale === 'zh' ? 'zh-CN' : 'en-GB';
  const document = new Document({
    title: model.title,
    creator: 'Redress',
    lastModifiedBy: 'Redress',
    styles: {
      default: {
        document: {
          run: { font: FONTS, size: 21, color: INK, language: { value: language, eastAsia: 'zh-CN' } },
          paragraph: { spacing: { after: 120, line: 340, lineRule: LineRuleType.AUTO } },
        },
        title: { run: { font: FONTS, size: 44, bold: true }, paragraph: { spacing: { after: 240 } } },
        heading1: heading(32, 480),
        heading2: heading(26, 320),
        heading3: heading(22, 240),
      },
    },
    numbering: {
      config: [
        {
          reference: BULLETS,
          levels: [
            {
              level: 0,
              format: LevelFormat.BULLET,
              text: '•',
              alignment: AlignmentType.LEFT,
              style: { paragraph: { indent: { left: 420, hanging: 280 } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: { page: { size: { width: 11906, height: 16838 } } },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [
                  new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 17, color: SOFT }),
                ],
              }),
            ],
          }),
        },
        children: [...front(model), ...model.blocks.flatMap((block) => blocksOf(block, model))],
      },
    ],
  });
  return fixedZip(new Uint8Array(await Packer.toArrayBuffer(document)), model.stamp);
}

function heading(size: number, before: number): object {
  return {
    run: { font: FONTS, size, bold: true, color: INK },
    paragraph: { spacing: { before, after: 120 }, keepNext: true },
  };
}

/** Title, what the report is about, and its contents as links: a list with page numbers would ask to be updated. */
function front({ about, blocks, title, words }: ReportModel): readonly FileChild[] {
  const entries = blocks.flatMap((block) => (block.kind === 'heading' && block.level < 3 ? [block] : []));
  return [
    new Paragraph({ text: title, heading: HeadingLevel.TITLE }),
    ...about.map(
      ({ name, value }) =>
        new Paragraph({
          spacing: { after: 40 },
          children: [new TextRun({ text: `${name}  `, color: SOFT }), new TextRun(value)],
        }),
    ),
    new Paragraph({ spacing: { before: 320 }, children: [new TextRun({ text: words.contents, bold: true })] }),
    ...entries.map(
      ({ id, level, text }) =>
        new Paragraph({
          spacing: { after: 40 },
          indent: { left: level === 2 ? 420 : 0 },
          children: [linkTo(id, text)],
        }),
    ),
  ];
}

function blocksOf(block: Block, model: ReportModel): readonly FileChild[] {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: HEADINGS[block.level - 1] ?? HeadingLevel.HEADING_3,
          pageBreakBefore: block.level === 1,
          children: inlineRuns([block.text], block.id),
        }),
      ];
    case 'paragraph':
      return [new Paragraph({ children: inlineRuns(block.text) })];
    case 'sentences':
      return block.items.map(
        (item) => new Paragraph({ numbering: { reference: BULLETS, level: 0 }, children: inlineRuns(item) }),
      );
    case 'note':
      return [
        new Paragraph({
          border: { left: { style: 'single', size: 18, color: 'CBD2D9', space: 8 } },
          indent: { left: 160 },
          children: [new TextRun({ text: `${model.words.note}  `, bold: true }), ...inlineRuns(block.text)],
        }),
      ];
    case 'table':
      return tableBlocks(block);
    case 'chart':
      return chartBlocks(block, model.locale);
    case 'signature':
      return [
        new Paragraph({ spacing: { before: 360 }, text: block.text }),
        ...block.lines.map((line) => new Paragraph({ spacing: { before: 360 }, text: `${line} ____________________` })),
      ];
  }
}
