import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gb18030 } from '../support/tools/gb18030.ts';

const folder = mkdtempSync(join(tmpdir(), 'redress-cli-'));

interface Answer {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const redress = (...args: readonly string[]): Answer => inLanguage('en', args);

function inLanguage(REDRESS_LOCALE: 'zh' | 'en', args: readonly string[]): Answer {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli/main.js', ...args], {
    encoding: 'utf8',
    env: { ...process.env, REDRESS_DATA: folder, REDRESS_LOCALE, DATABASE_URL: '', TEMPORAL_ADDRESS: '' },
  });
  return { code: status, out: stdout, err: stderr };
}

describe('redress pack check', () => {
  it('says that the shipped pack is sound', () => {
    expect(redress('pack', 'check', 'packs/cutover-emergency.yaml')).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /^packs\/cutover-emergency\.yaml: ok cutover-emergency \d+\.\d+\.\d+ [0-9a-f]{12}\n$/,
      ) as string,
    });
  });

  it('names file, line, column and what would be right, and fails', () => {
    const file = join(folder, 'wrong.yaml');
    const text = readFileSync('packs/cutover-emergency.yaml', 'utf8').replace('ladder: loss', 'ladder: lost');
    writeFileSync(file, text);
    const line = text.split('\n').findIndex((one) => one.includes('ladder: lost')) + 1;
    const { code, out } = redress('pack', 'check', '--locale', 'en', file);
    expect(code).toBe(1);
    expect(out.split('\n')[0]).toBe(
      `${file}:${line}:13: no ladder is called "lost"; did you mean "loss"? there are: outlet, branch, on-site, ` +
        `reply, report, media, ` +
        `loss, promise, coordination [unknown-ladder]`,
    );
    expect(redress('pack', 'check', '--locale', 'zh', file).out).toContain('没有名为 "lost" 的阶梯');
  });

  it('reads a file in GB18030 as the same one in UTF-8, and refuses bytes that are no text with their place', () => {
    const text = readFileSync('packs/cutover-emergency.yaml', 'utf8').replaceAll(/[^\0-\x7f\u3000-\u9fff]/g, '-');
    const [utf8, gb, broken] = [join(folder, 'utf8.yaml'), join(folder, 'gb.yaml'), join(folder, 'broken.yaml')];
    writeFileSync(utf8, text);
    writeFileSync(gb, gb18030(text));
    writeFileSync(broken, Buffer.concat([Buffer.from('id: 应急\n预案: '), Buffer.of(0xff, 0x0a)]));
    const [one, other] = [utf8, gb].map((file) => redress('pack', 'check', file));
    expect(one?.code).toBe(0);
    expect(other?.out).toBe(one?.out.replace('utf8.yaml', 'gb.yaml'));
    expect(redress('pack', 'check', broken)).toEqual({
      code: 1,
      out: '',
      err:
        `${broken}:2:5: no UTF-8, GB18030 or UTF-16 text here, or one that an earlier conversion spoiled; ` +
        'save the file as UTF-8 [encoding]\n',
    });
  });

  it('fails in one line on a file that is not there', () => {
    expect(redress('pack', 'check', '/nowhere.yaml')).toEqual({
      code: 1,
      out: '',
      err: '/nowhere.yaml cannot be read\n',
    });
  });
});

describe('redress pack new', () => {
  it('makes a pack anywhere that works and whose golden cases hold, and pack test says where one does not', () => {
    const place = mkdtempSync(join(tmpdir(), 'redress-pack-'));
    const there = (...args: readonly string[]): Answer => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [join(process.cwd(), 'dist/cli/main.js'), ...args],
        {
          cwd: place,
          encoding: 'utf8',
          env: { ...process.env, REDRESS_LOCALE: 'en' },
        },
      );
      return { code: status, out: stdout, err: stderr };
    };
    expect(there('pack', 'new', 'fees')).toMatchObject({ code: 0, err: '' });
    expect(there('pack', 'test', 'fees.yaml')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^(✔ first\.yaml: .*\n){2}$/) as string,
    });
    const golden = join(place, 'golden/fees/first.yaml');
    writeFileSync(golden, readFileSync(golden, 'utf8').replace('level: branch', 'level: outlet'));
    const { code, out } = there('pack', 'test', 'fees.yaml');
    expect([code, out.split('\n')[1]]).toEqual([1, '    level: wanted "outlet", came "branch"']);
    expect(there('pack', 'new', 'fees')).toMatchObject({ code: 1, err: 'fees.yaml is there already\n' });
  });
});

describe('a command that needs a running installation', () => {
  it.each([['verify'], ['rebuild'], ['reconcile']])('%s says in one line that there is none', (command) => {
    const { code, err } = redress(command);
    expect([code, err.trim().split('\n').length]).toEqual([1, 1]);
    expect(err).toContain('start it with: npm start');
  });

  it('doctor says what runs not and how to mend it', () => {
    const { code, out } = redress('doctor');
    expect(code).toBe(1);
    expect(out).toContain('✔ Node');
    expect(out).toContain('→ start it: npm start');
  });
});

describe('a command for servers of one’s own', () => {
  it.each([
    ['migrate', 'DATABASE_URL: must be set\n'],
    ['prepare-temporal', 'TEMPORAL_ADDRESS: must be set\n'],
  ])('%s says which setting it needs', (command, err) => {
    expect(redress(command)).toEqual({ code: 1, out: '', err });
  });

  it('migrate says in one line that no database answers', () => {
    const env = {
      ...process.env,
      REDRESS_DATA: folder,
      REDRESS_LOCALE: 'en',
      DATABASE_URL: 'postgres://somebody:secret@127.0.0.1:1/redress',
    };
    const { status, stderr } = spawnSync(process.execPath, ['dist/cli/main.js', 'migrate'], { encoding: 'utf8', env });
    expect([status, stderr.trim().split('\n').length]).toEqual([1, 1]);
    expect(stderr).toMatch(/^the database could not be migrated: .*ECONNREFUSED/);
    expect(stderr).not.toContain('secret');
  });
});

describe('wrong settings', () => {
  it('are named all at once', () => {
    const { status, stderr } = spawnSync(process.execPath, ['dist/cli/main.js', 'doctor'], {
      encoding: 'utf8',
      env: { ...process.env, REDRESS_PORT: '99999', REDRESS_LOCALE: 'fr' },
    });
    expect(status).toBe(1);
    expect(stderr).toContain('REDRESS_PORT');
    expect(stderr).toContain('REDRESS_LOCALE');
  });

  it('of a drill are refused', () => {
    expect(redress('demo', '--speed', '0.5')).toMatchObject({
      code: 1,
      err: '--speed takes a whole number from 2 to 100000\n',
    });
  });
});

describe('redress freeze', () => {
  it('fails in one line on what is no date, and where nothing runs', () => {
    expect(redress('freeze', '--until', 'soon')).toEqual({
      code: 1,
      out: '',
      err: '--until takes a date such as 2026-11-30\n',
    });
    expect(redress('freeze', '--until', '2026-11-30')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^nothing runs on .*\n$/) as string,
    });
    const elsewhere = redress('freeze', '--until', '2026-11-30', '--api', 'http://127.0.0.1:1');
    expect(elsewhere).toEqual({ code: 1, out: '', err: 'nothing answers at http://127.0.0.1:1\n' });
  });
});

describe('help', () => {
  it.each([[[]], [['pack']], [['calendar', 'closure']], [['simulate']]])('is in one language: %j', (path) => {
    expect(redress(...path, '--help').out).not.toMatch(/\p{Script=Han}/u);
    // Names, options and places may be Latin; three English words in a row are a sentence.
    expect(inLanguage('zh', [...path, '--help']).out.replace(/^用法.*$/m, '')).not.toMatch(
      /(^| )[a-z]+ [a-z]+ [a-z]+/m,
    );
  });
});

describe('the command itself', () => {
  it('works by its name in any folder, on files of that folder', () => {
    copyFileSync('packs/cfpb.yaml', join(folder, 'mine.yaml'));
    const { status, stdout } = spawnSync(join(process.cwd(), 'tools/redress.mjs'), ['pack', 'check', 'mine.yaml'], {
      encoding: 'utf8',
      cwd: folder,
    });
    expect([status, stdout.split(' ').slice(0, 3)]).toEqual([0, ['mine.yaml:', 'ok', 'cfpb']]);
  });

  it('ends without a word when whoever reads has read enough', () => {
    const { stdout, stderr } = spawnSync(
      'bash',
      [
        '-o',
        'pipefail',
        '-c',
        `"${process.execPath}" dist/cli/main.js pack schema | head -1; echo "\${PIPESTATUS[0]}"`,
      ],
      { encoding: 'utf8' },
    );
    expect([stdout, stderr]).toEqual(['{\n0\n', '']);
  });
});

describe('the language of what is said', () => {
  it.each<readonly [args: readonly string[], zh: string]>([
    [['verify'], `${folder} 上没有服务在运行;启动:npm start\n`],
    [['reconcile', '--anew'], '--anew 须指明是哪一件:只有其工作流知道的内容将被放弃\n'],
    [['rebuild'], `${folder} 上没有服务在运行;启动:npm start\n`],
    [['migrate'], 'DATABASE_URL: 须设置\n'],
    [['prepare-temporal'], 'TEMPORAL_ADDRESS: 须设置\n'],
    [['freeze', '--until', 'soon'], '--until 须为日期,如 2026-11-30\n'],
    [['import', '/nowhere.jsonl', '--api', 'http://127.0.0.1:1'], '无法读取 /nowhere.jsonl\n'],
    [['demo', '--speed', '0.5'], '--speed 须为 2 至 100000 的整数\n'],
    [['verify', '--frobnicate'], "没有选项 '--frobnicate'\n(--help)\n"],
    [['calendar', 'closure'], "须写选项 '--from <date>'\n(--help)\n"],
  ])('is that of the installation: %j', (args, err) => expect(inLanguage('zh', args)).toMatchObject({ code: 1, err }));

  it('which, without a setting, is that of the environment', () => {
    const { REDRESS_LOCALE: _, LC_ALL: _all, ...env } = process.env;
    const { stdout } = spawnSync(process.execPath, ['dist/cli/main.js', '--help'], {
      encoding: 'utf8',
      env: { ...env, LANG: 'en_GB.UTF-8', DATABASE_URL: '', REDRESS_DATA: folder },
    });
    expect(stdout).toContain('start everything');
  });

  it('unless the command has a word in it', () => {
    expect(inLanguage('zh', ['verify', '--locale', 'en']).err).toBe(
      `nothing runs on ${folder}; start it with: npm start\n`,
    );
    expect(inLanguage('en', ['verify', '--locale', 'zh']).err).toContain('没有服务在运行');
    expect(inLanguage('en', ['doctor', '--locale', 'zh']).out).toContain('→ 启动:npm start');
  });

  it('and what programs read is the same in both', () => {
    const [zh, en] = (['zh', 'en'] as const).map(
      (locale) =>
        JSON.parse(inLanguage(locale, ['doctor', '--json']).out) as { readonly part: string; readonly mend?: string }[],
    );
    expect(zh?.map(({ part, mend }) => [part, mend])).toEqual(en?.map(({ part, mend }) => [part, mend]));
  });
});
