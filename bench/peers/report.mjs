/** The table and the kept result. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, release, totalmem } from 'node:os';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** @param {string} name */
function versionOf(name) {
  let folder = dirname(require.resolve(name));
  for (;;) {
    try {
      const found = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      if (found.name === name) return found.version;
    } catch {
      // Not the package's own folder yet.
    }
    folder = dirname(folder);
  }
}

/**
 * Machine, commit and versions of a run.
 * @param {string} postgres
 */
export function circumstances(postgres) {
  const git = (/** @type {string[]} */ ...args) =>
    execFileSync('git', args, { cwd: import.meta.dirname, encoding: 'utf8' }).trim();
  const changes = git('status', '--porcelain', '--untracked-files=no');
  return {
    commit: git('rev-parse', '--short', 'HEAD') + (changes === '' ? '' : ' and uncommitted changes'),
    machine:
      `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ` +
      `Linux ${release()}`,
    node: process.version,
    postgres,
    pgBoss: versionOf('pg-boss'),
    dbos: versionOf('@dbos-inc/dbos-sdk'),
    pg: versionOf('pg'),
  };
}

/** @param {number | null} ms */
function span(ms) {
  if (ms === null) return '-';
  if (ms < 10_000) return `${ms} ms`;
  return ms < 600_000 ? `${(ms / 1000).toFixed(1)} s` : `${(ms / 60_000).toFixed(1)} min`;
}

/** @param {{ p50: number | null, p99: number | null, max: number | null }} figures @param {number} factor */
const spans = (figures, factor = 1) =>
  [figures.p50, figures.p99, figures.max].map((ms) => span(ms === null ? null : ms * factor)).join(' / ');

const HEAD = [
  'kept by',
  'deadlines',
  'late, quiet: p50 / p99 / max',
  'late, with kills: p50 / p99 / max',
  'early',
  'lost',
  'told twice',
  'kills (aimed)',
  'core-ms a deadline (own + PostgreSQL + Temporal)',
];

/** @param {Record<string, any>} peer */
function line(peer) {
  const cpu = peer.cpuPerDeadline;
  return [
    peer.title,
    String(peer.deadlines),
    peer.oneSweep ? `${spans(peer.all)} (all, in one sweep)` : spans(peer.quiet),
    peer.oneSweep ? '-' : spans(peer.kills),
    String(peer.early),
    String(peer.lost),
    String(peer.doubled),
    `${peer.killed} (${peer.aimed})`,
    `${(cpu.own + cpu.postgres + cpu.temporal).toFixed(1)} (${cpu.own.toFixed(1)} + ${cpu.postgres.toFixed(1)} + ` +
      `${cpu.temporal.toFixed(1)})`,
  ];
}

/**
 * @param {Record<string, any>} result
 * @returns {string} a page in Markdown
 */
export function page(result) {
  const rows = result.peers.map(line);
  const table = [HEAD, HEAD.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  const notes = result.peers.flatMap((/** @type {Record<string, any>} */ peer) => [
    ...(peer.factor > 1
      ? [
          `- ${peer.title}: its times × ${peer.factor}, as the five-minute period would have them: quiet ` +
            `${spans(peer.quiet, peer.factor)}, with kills ${spans(peer.kills, peer.factor)}.`,
        ]
      : []),
    ...(peer.every > 1
      ? [`- ${peer.title}: takes every ${peer.every}th deadline, because its default is one job in two seconds.`]
      : []),
    ...(peer.movedJobs > 0
      ? [
          `- ${peer.title}: jobs that killed processes left marked as active: ${peer.movedJobs}. They come again ` +
            `when they expire after 15 minutes; the run moved their start back instead of waiting and added the ` +
            `skipped time. Deadlines told only then: ${peer.afterExpiry}.`,
        ]
      : []),
  ]);
  const at = result.circumstances;
  return [
    `# Peers side by side, ${result.startedAt}`,
    '',
    `\`npm run bench:peers${result.arguments === '' ? '' : ` -- ${result.arguments}`}\`, seed ${result.seed}; ` +
      `${result.quietSeconds} s quiet, then ${result.killSeconds} s with kills. All at the same time, on one ` +
      `PostgreSQL and one sink.`,
    '',
    table,
    '',
    ...notes,
    '',
    `Commit ${at.commit}; ${at.machine}; Node ${at.node}; ${at.postgres}; pg-boss ${at.pgBoss}, DBOS Transact ` +
      `${at.dbos}, pg ${at.pg}.`,
    '',
  ].join('\n');
}
