import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../config/projectRoot.ts';
import type { Circumstances } from './machine.ts';
import type { Figure } from './measurement.ts';

/** The table as Markdown. */
export function tableOf(about: Circumstances, figures: readonly Figure[]): string {
  const lines = [
    `\`${about.command}\` · commit ${about.commit} · ${about.at}`,
    '',
    `${about.machine}; load before: ${about.loadBefore}; ${Object.entries(about.versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}.`,
    '',
    '| | Redress | minimal worker | ratio |',
    '| --- | ---: | ---: | ---: |',
    ...figures.map(
      (one) =>
        `| ${one.what}${one.unit === '' ? '' : ` (${one.unit})`} | ${short(one.redress)} | ` +
        `${one.minimal === undefined ? '' : short(one.minimal)} | ${ratioOf(one)} |`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** Keeps table and figures; returns the table's file. */
export function keepResult(about: Circumstances, figures: readonly Figure[]): string {
  const folder = join(projectRoot(), 'bench', 'results');
  mkdirSync(folder, { recursive: true });
  const name = `${about.at.slice(0, 16).replace(':', '')}-${about.commit}`;
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify({ ...about, figures }, undefined, 2)}\n`);
  const file = join(folder, `${name}.md`);
  writeFileSync(file, tableOf(about, figures));
  return file;
}

function ratioOf({ redress, minimal }: Figure): string {
  return minimal === undefined || minimal === 0 || Number.isNaN(redress / minimal)
    ? ''
    : (redress / minimal).toFixed(2);
}

function short(value: number): string {
  if (Number.isNaN(value)) return '–';
  return Math.abs(value) >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toFixed(2);
}
