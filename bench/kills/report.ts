import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../config/projectRoot.ts';
import { TEMPORAL_CLI_VERSION } from '../../runtime/temporal/temporalBinary.ts';
import { TEMPORAL_SERVER_VERSION } from '../engines/temporalServerPrograms.ts';
import type { ServerKind } from '../engines/servers.ts';
import type { Struck } from './books.ts';
import { FAULTS, type Fault, type FaultKind, type Faults } from './faults.ts';
import type { Options } from './options.ts';

export interface Result {
  readonly options: Options;
  readonly at: string;
  readonly commit: string;
  readonly machine: { readonly cores: number; readonly cpu: string; readonly memoryGb: number };
  readonly versions: { readonly node: string; readonly temporal: string; readonly postgres: string };
  readonly created: number;
  readonly acknowledged: number;
  readonly actions: { readonly done: number; readonly refused: number };
  readonly faults: Readonly<Record<FaultKind, number>>;
  readonly details: readonly Fault[];
  /** What an administrator did to workflows of open cases. */
  readonly attacks: { readonly resets: number; readonly terminates: number };
  readonly kills: {
    readonly strokes: number;
    readonly processes: number;
    readonly aimed: number;
    readonly aimedMet: number;
    readonly byName: Readonly<Record<string, number>>;
    /** Of each aimed kind: how many met their moment. */
    readonly metByName: Readonly<Record<string, number>>;
  };
  readonly received: { readonly effects: number; readonly repeats: number };
  readonly latenessMs: { readonly p50: number; readonly p99: number; readonly worst: number };
  /** From the last kill, which took everything, to the next rung at a receiver, ms; `null` when none came. */
  readonly nextRungMs: number | null;
  readonly superseded: number;
  readonly verify: string;
  readonly seconds: number;
}

const MOST_DETAILS = 200;

export function machine(): Result['machine'] {
  const [first] = cpus();
  return { cores: cpus().length, cpu: first?.model ?? 'unknown', memoryGb: Math.round(totalmem() / 2 ** 30) };
}

export function versions(postgres: string, server: ServerKind): Result['versions'] {
  const sdk = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const temporal =
    server === 'postgres' ? `server ${TEMPORAL_SERVER_VERSION} on PostgreSQL` : `CLI ${TEMPORAL_CLI_VERSION}`;
  return {
    node: process.version,
    temporal: `${temporal}, SDK ${sdk.dependencies['@temporalio/worker'] ?? ''}`,
    postgres,
  };
}

export function countFaults(faults: Faults): Result['faults'] {
  return Object.fromEntries(
    Object.keys(FAULTS).map((kind) => [kind, faults.count(kind as FaultKind)]),
  ) as Result['faults'];
}

export function countKills(strokes: readonly Struck[], isAimed: (name: string) => boolean): Result['kills'] {
  const byName: Record<string, number> = {};
  const metByName: Record<string, number> = {};
  for (const { name, met } of strokes) {
    byName[name] = (byName[name] ?? 0) + 1;
    if (isAimed(name)) metByName[name] = (metByName[name] ?? 0) + (met ? 1 : 0);
  }
  const aimed = strokes.filter((stroke) => isAimed(stroke.name));
  const processes = strokes.reduce((sum, stroke) => sum + stroke.killed.length, 0);
  return {
    strokes: strokes.length,
    processes,
    aimed: aimed.length,
    aimedMet: aimed.filter((stroke) => stroke.met).length,
    byName,
    metByName,
  };
}

/** Value at a share of a sorted list; 0 when it is empty. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Keeps the result; returns the file. */
export function keepResult(folder: string, result: Result): string {
  mkdirSync(folder, { recursive: true });
  const file = join(
    folder,
    `kills-${result.at.slice(0, 19).replaceAll(':', '')}-${result.commit.replace('+', '-')}.json`,
  );
  writeFileSync(
    file,
    `${JSON.stringify({ ...result, details: result.details.slice(0, MOST_DETAILS) }, undefined, 2)}\n`,
  );
  return file;
}

export function table(result: Result): string {
  const { attacks, kills, faults, latenessMs, received } = result;
  const lines: readonly (readonly [string, string | number])[] = [
    ['created', result.created],
    ['acknowledged', result.acknowledged],
    ...Object.keys(FAULTS).map((kind) => [NAMES[kind as FaultKind], faults[kind as FaultKind]] as const),
    ['actions done / refused', `${result.actions.done} / ${result.actions.refused}`],
    [
      'kills',
      `${kills.strokes} (${kills.processes} processes; ${kills.aimedMet} of ${kills.aimed} aimed ones met their ` +
        `moment)`,
    ],
    ['resets / terminates', `${attacks.resets} / ${attacks.terminates}`],
    ...Object.entries(kills.metByName).map(
      ([name, met], index) =>
        [index === 0 ? 'moments met' : '', `${met} of ${kills.byName[name] ?? 0}: ${name}`] as const,
    ),
    ['received', `${received.effects} (and ${received.repeats} repeats under the same key)`],
    ['rows superseded', result.superseded],
    ['lateness at the receivers', `p50 ${latenessMs.p50} ms, p99 ${latenessMs.p99} ms, worst ${latenessMs.worst} ms`],
    ['next rung after the last kill', result.nextRungMs === null ? 'none came' : `${result.nextRungMs} ms`],
    ['redress verify', result.verify],
    ['server', result.options.server],
    ['took', `${result.seconds} s`],
  ];
  return lines.map(([name, value]) => `${name.padEnd(30)} ${value}`).join('\n');
}

const NAMES: Readonly<Record<FaultKind, string>> = {
  lost: 'lost',
  missed: 'missed',
  early: 'early',
  twice: 'told twice',
  phantom: 'phantom',
  contradicted: 'told no, but recorded',
  differing: 'differing',
  unsigned: 'unsigned',
  halfDone: 'half-done migrations',
};
