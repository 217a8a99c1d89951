import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Environment } from '../../config/environment.ts';
import { projectRoot } from '../../config/projectRoot.ts';
import { fail } from '../output/fail.ts';
import type { Output } from '../output/output.ts';

/** `redress pack new`: the smallest pack that works, with two golden cases, in the folder where one is. */
export function newPack(_env: Environment, out: Output, id: string): number {
  if (!/^[A-Za-z][A-Za-z0-9-]{0,47}$/.test(id))
    fail({
      zh: `"${id}" 不能作为制度包的名称:须以字母开头,只含字母、数字和连字符`,
      en: `"${id}" is no id of a pack: it begins with a letter, then letters, digits and hyphens`,
    });
  const minimal = join(projectRoot(), 'packs', 'minimal');
  const made = [
    [`${id}.yaml`, readFileSync(join(minimal, 'pack.yaml'), 'utf8').replace('id: my-pack', `id: ${id}`)],
    [join('golden', id, 'first.yaml'), readFileSync(join(minimal, 'golden.yaml'), 'utf8')],
  ] as const;
  for (const [file] of made) if (existsSync(file)) fail({ zh: `${file} 已存在`, en: `${file} is there already` });
  for (const [file, text] of made) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    out.line(file);
  }
  out.say({
    zh: `改好后:redress pack check ${id}.yaml,redress pack test ${id}.yaml`,
    en: `change it, then: redress pack check ${id}.yaml and redress pack test ${id}.yaml`,
  });
  return 0;
}
