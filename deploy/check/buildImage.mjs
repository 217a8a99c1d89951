// Builds what the Dockerfile says without a container engine: each stage is a folder.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Files that .dockerignore lets through: `*` and then what is named again. */
function buildContext(root, work) {
  const lines = readFileSync(join(root, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const context = join(work, 'context');
  mkdirSync(context);
  for (const line of lines.filter((one) => one.startsWith('!'))) {
    const name = line.slice(1);
    if (!existsSync(join(root, name))) fail(`.dockerignore names ${name}, which is not there`);
    cpSync(join(root, name), join(context, name), {
      recursive: true,
      filter: (from) => !/(^|\/)(node_modules|\.env)$|^deploy\/validate$/.test(relative(root, from)),
    });
  }
  return context;
}

/** Follows the Dockerfile's lines below `work`; returns the folder of the last stage and what it sets. */
export function buildImage(root, work, say) {
  const context = buildContext(root, work);
  const stages = new Map();
  let stage;
  const text = readFileSync(join(root, 'Dockerfile'), 'utf8').replaceAll(/\\\n/g, ' ');
  for (const line of text.split('\n').filter((one) => one.trim() !== '' && !one.startsWith('#'))) {
    const [, instruction, rest] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? fail(`Dockerfile: not an instruction: ${line}`);
    if (instruction === 'FROM') {
      const [image, , name = 'last'] = rest.split(/\s+/);
      if (/:latest$|^[^:]+$/.test(image)) fail(`Dockerfile: ${image} is not pinned`);
      stage = { folder: join(work, `stage-${name}`), env: {}, user: undefined, command: undefined };
      mkdirSync(stage.folder);
      stages.set(name, stage);
    } else if (instruction === 'ENV')
      Object.assign(stage.env, Object.fromEntries(rest.split(/\s+/).map((pair) => pair.split('='))));
    else if (instruction === 'USER') stage.user = rest;
    else if (instruction === 'CMD') stage.command = JSON.parse(rest);
    else if (instruction === 'COPY') copyInto(stage, stages, context, rest);
    else if (instruction === 'RUN') {
      say(`image: ${rest}`);
      const done = spawnSync('sh', ['-c', rest], {
        cwd: stage.folder,
        env: { PATH: process.env.PATH, HOME: process.env.HOME, ...stage.env },
        encoding: 'utf8',
      });
      if (done.status !== 0) fail(`RUN ${rest} failed:\n${done.stdout}${done.stderr}`);
    } else if (!['WORKDIR', 'EXPOSE'].includes(instruction))
      fail(`Dockerfile: ${instruction} is unknown to this check`);
  }
  const last = [...stages.values()].at(-1);
  if (last.user === undefined || last.user === 'root') fail('Dockerfile: the image runs as root');
  return last;
}

function copyInto(stage, stages, context, rest) {
  const from = /^--from=(\S+)\s+(.*)$/.exec(rest);
  const source = from === null ? context : stages.get(from[1]).folder;
  const names = (from === null ? rest : from[2]).trim().split(/\s+/);
  const target = names.pop();
  for (const name of names) {
    const path = join(source, name.replace(/^\/app\/?/, ''));
    const into =
      name === '.' || !target.endsWith('/')
        ? join(stage.folder, target)
        : join(stage.folder, target, name.split('/').at(-1));
    cpSync(path, into, { recursive: true, verbatimSymlinks: true });
  }
}

function fail(text) {
  throw new Error(text);
}
