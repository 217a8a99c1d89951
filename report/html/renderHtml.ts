import { chartSvg } from '../charts/chartSvg.ts';
import { chartTable } from '../model/chartTable.ts';
import type { Block, Cell, Inline, ReportModel, ReportTable } from '../model/reportModel.ts';
import { escaped } from './escaped.ts';
import { STYLE } from './style.ts';

/** One page that needs nothing else: no script, no font, no picture from outside. */
export function renderHtml(model: ReportModel): string {
  const { about, blocks, locale, title, words } = model;
  const lang = locale === 'zh' ? 'zh-CN' : 'en';
  const facts = about.map(({ name, value }) => `<div><dt>${escaped(name)}</dt><dd>${escaped(value)}</dd></div>`);
  const entries = blocks.flatMap((block) => (block.kind === 'heading' && block.level < 3 ? [block] : []));
  const contents = entries.map(
    ({ id, level, text }) => `<li class="level-${level}"><a href="#${escaped(id)}">${escaped(text)}</a></li>`,
  );
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>${escaped(title)}</h1><dl>${facts.join('')}</dl></header>
<nav aria-labelledby="contents"><p id="contents">${escaped(words.contents)}</p><ol>${contents.join('')}</ol></nav>
<main>
${blocks.map((block) => blockHtml(block, model)).join('\n')}
</main>
</body>
</html>
`;
}

function blockHtml(block: Block, model: ReportModel): string {
  switch (block.kind) {
    case 'heading': {
      const tag = `h${block.level + 1}`;
      return `<${tag} id="${escaped(block.id)}">${escaped(block.text)}</${tag}>`;
    }
    case 'paragraph':
      return `<p>${inlines(block.text)}</p>`;
    case 'sentences':
      return `<ul class="sentences">${block.items.map((item) => `<li>${inlines(item)}</li>`).join('')}</ul>`;
    case 'note':
      return `<p class="note"><strong>${escaped(model.words.note)}</strong> ${inlines(block.text)}</p>`;
    case 'table':
      return tableHtml(block);
    case 'chart':
      return chartHtml(block, model);
    case 'signature': {
      const lines = block.lines.map((line) => `<p class="line">${escaped(line)}</p>`);
      return `<section class="signature"><p>${escaped(block.text)}</p>${lines.join('')}</section>`;
    }
  }
}

function chartHtml({ alt, id, spec, title }: Extract<Block, { kind: 'chart' }>, model: ReportModel): string {
  const svg = chartSvg(id, spec).replace('<svg ', `<svg role="img" aria-label="${escaped(alt)}" `);
  const data = tableHtml(chartTable(`${id}-data`, title, spec, model.locale));
  return `<figure id="${escaped(id)}"><figcaption>${escaped(title)}</figcaption>${svg}
<details><summary>${escaped(model.words.chartData)}</summary>${data}</details></figure>`;
}

function tableHtml({ columns, id, rows, title }: ReportTable): string {
  const head = columns.map((column) => `<th scope="col"${classOf(column)}>${escaped(column.title)}</th>`);
  const body = rows.map((row) => `<tr>${row.map((cell, at) => cellHtml(cell, at, columns[at] ?? {})).join('')}</tr>`);
  return `<div class="table"><table id="${escaped(id)}"><caption>${escaped(title)}</caption>
<thead><tr>${head.join('')}</tr></thead>
<tbody>${body.join('\n')}</tbody></table></div>`;
}

function cellHtml({ anchor, text }: Cell, at: number, column: Readonly<{ number?: true; wide?: true }>): string {
  const id = anchor === undefined ? '' : ` id="${escaped(anchor)}"`;
  const tag = at === 0 ? 'th scope="row"' : 'td';
  return `<${tag}${id}${classOf(column)}>${inlines(text)}</${at === 0 ? 'th' : 'td'}>`;
}

function classOf({ number, wide }: Readonly<{ number?: true; wide?: true }>): string {
  return number === true ? ' class="number"' : wide === true ? ' class="wide"' : '';
}

function inlines(text: readonly Inline[]): string {
  return text
    .map((part) => {
      if (typeof part === 'string') return escaped(part);
      const href = 'anchor' in part.to ? `#${part.to.anchor}` : part.to.address;
      return `<a href="${escaped(href)}">${escaped(part.text)}</a>`;
    })
    .join('');
}
