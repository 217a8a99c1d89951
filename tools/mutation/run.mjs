#!/usr/bin/env node
// `npm run mutation [-- files...]`: how many faults put into the rules on purpose the tests find, file by file, and
// which they do not; exit code 1 below nine in ten. Needs its own packages, which are installed here at the first run.
// The rules and their tests are copied beside those packages, so the product is not touched.
import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
const work = join(here, '.work');
const notes = join(work, 'notes.jsonl');
const ENOUGH = 90;
/** A mutant that does not end is found: a loop that it makes endless is not left by itself. */
const HANGS_AFTER_MS = 120_000;

if (!existsSync(join(here, 'node_modules', '@stryker-mutator', 'instrumenter'))) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: here,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
const files = process.argv.length > 2 ? process.argv.slice(2) : rulesIn('domain');
const missing = files.find((file) => !existsSync(join(root, file)));
if (missing !== undefined) {
  process.stderr.write(`${missing}: no such file; name files from the root, such as domain/decide/lapse.ts\n`);
  process.exit(1);
}
copyRules();
const mutants = await mutate();
say(`${mutants.length} mutants in ${files.length} file(s)`);
await runTests();
report();

function rulesIn(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`)
    .sort();
}

function copyRules() {
  rmSync(work, { recursive: true, force: true });
  for (const name of ['domain', 'language', 'packs', 'docs', 'test/model', 'test/domain', 'test/packs', 'test/support'])
    cpSync(join(root, name), join(work, name), { recursive: true });
  for (const name of ['mutantRunner.mjs', 'vitest.config.ts', 'fewerRuns.ts', 'package.json'])
    cpSync(join(here, name), join(work, name));
  // What a mutant computed must not be kept for the next, nor what the code computed for a mutant.
  if (!files.includes('domain/values/memoized.ts'))
    writeFileSync(
      join(work, 'domain/values/memoized.ts'),
      'export const memoized = (compute: any): any => compute;\nexport const memoizedFor = memoized;\n',
    );
  writeFileSync(notes, '');
}

/** Puts all mutants into the copies, each behind a switch. */
async function mutate() {
  const { Instrumenter } = await import('@stryker-mutator/instrumenter');
  const silent = new Proxy({}, { get: () => () => false });
  const sources = files.map((file) => ({
    name: join(work, file),
    mutate: true,
    content: readFileSync(join(work, file), 'utf8'),
  }));
  const options = { plugins: null, ignorers: [], excludedMutations: [] };
  const result = await new Instrumenter(silent).instrument(sources, options);
  for (const { name, content } of result.files) writeFileSync(name, content);
  return result.mutants.map((mutant) => ({
    ...mutant,
    file: mutant.fileName.slice(work.length + 1).replaceAll('\\', '/'),
  }));
}

/** Again, with what is found already, as long as a mutant hangs or leaves something behind. */
async function runTests() {
  for (;;) {
    const before = noted().length;
    const { code, hung } = await runOnce();
    if (hung !== undefined) appendFileSync(notes, `${JSON.stringify({ mutant: hung, by: 'time' })}\n`);
    else if (noted().some(({ spoiled }, index) => index >= before && spoiled !== undefined)) continue;
    else if (code === 0) return;
    else {
      process.stderr.write('the tests fail as the code is, or after a mutant that no test found; see above\n');
      process.exit(1);
    }
  }
}

function runOnce() {
  const vitest = join(here, 'node_modules', 'vitest', 'vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run'], { cwd: work, stdio: 'inherit' });
  let hung;
  const watch = setInterval(() => {
    if (Date.now() - statSync(notes).mtimeMs < HANGS_AFTER_MS) return;
    hung = noted().at(-1)?.trying;
    if (hung !== undefined) child.kill('SIGKILL');
  }, 5_000);
  return new Promise((ended) =>
    child.once('exit', (code) => {
      clearInterval(watch);
      ended({ code, hung });
    }),
  );
}

function noted() {
  return readFileSync(notes, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** Each mutant that no test finds, then the figure of each file. */
function report() {
  const [reached, found, loaded] = [new Set(), new Set(), new Set()];
  for (const { mutant, by, atLoad = [] } of noted()) {
    for (const one of atLoad) loaded.add(one);
    if (mutant !== undefined) reached.add(mutant);
    if (mutant !== undefined && by !== undefined) found.add(mutant);
  }
  // What is computed once, when a module is loaded, has been computed before its mutants are switched on.
  const counted = mutants.filter(({ id }) => reached.has(id) || !loaded.has(id));
  for (const { id, file, location, mutatorName, replacement } of counted) {
    if (found.has(id)) continue;
    const { start, end } = location;
    const line = readFileSync(join(root, file), 'utf8').split('\n')[start.line];
    const code = line.slice(start.column, end.line === start.line ? end.column : undefined);
    const why = reached.has(id) ? '' : ', where no test comes';
    say(`${file}:${start.line + 1}:${start.column + 1} ${mutatorName}${why}\n  - ${code}\n  + ${replacement}`);
  }
  for (const name of [...files, 'all']) {
    const those = counted.filter(({ file }) => name === 'all' || file === name);
    const caught = those.filter(({ id }) => found.has(id)).length;
    const percent = those.length === 0 ? 100 : (100 * caught) / those.length;
    say(`${percent.toFixed(1).padStart(6)} %  ${caught} of ${those.length}  ${name}`);
    if (name === 'all' && percent < ENOUGH) process.exitCode = 1;
  }
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
