import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Environment } from '../../config/environment.ts';
import { playGolden } from '../../packs/coverage/playGolden.ts';
import { readGolden } from '../../packs/coverage/readGolden.ts';
import { resolveEngine } from '../../packs/load/resolveEngine.ts';
import { calendarsOf } from '../installation/installedPacks.ts';
import { fail } from '../output/fail.ts';
import type { Output } from '../output/output.ts';
import { packArgument } from './packArgument.ts';
import { own } from '../../domain/values/own.ts';

/**
 * `redress pack test`: the golden cases beside a pack, `golden/<its id>/*.yaml`, each lived through with every deadline
 * acting by itself. Exit code 1 when one comes otherwise.
 */
export async function testPacks(env: Environment, out: Output, files: readonly string[]): Promise<number> {
  let failed = 0;
  for (const file of files) {
    const pack = await packArgument(env, file);
    const engine = resolveEngine(pack, out.locale, calendarsOf(env));
    const golden = readGolden(dirname(file), pack.id);
    if (golden.length === 0) {
      const place = join(dirname(file), 'golden', pack.id);
      fail({ zh: `${place} 中没有范例(*.yaml)`, en: `there are no golden cases (*.yaml) in ${place}` });
    }
    for (const { file: name, cases } of golden)
      for (const one of cases) {
        const { wanted, came } = playGolden(engine, one);
        const keys = Object.keys(wanted).filter((key) => !isDeepStrictEqual(own(came, key), own(wanted, key)));
        out.line(`${keys.length === 0 ? '✔' : '✘'} ${name}: ${one.title}`);
        for (const key of keys) {
          const [want, got] = [wanted, came].map((side) => JSON.stringify(own(side, key)));
          out.say({ zh: `    ${key}:应为 ${want},实为 ${got}`, en: `    ${key}: wanted ${want}, came ${got}` });
        }
        if (keys.length > 0) failed += 1;
      }
  }
  return failed === 0 ? 0 : 1;
}
