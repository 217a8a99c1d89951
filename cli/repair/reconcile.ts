/** `redress reconcile`: after a restore of back-ups of different moments, makes the log and the workflows one again. */

import { Client, Connection } from '@temporalio/client';
import { engineNames } from '../../contracts/engineNames.ts';
import { CaseGateway } from '../../client/caseGateway.ts';
import { PackRegistry } from '../../client/packRegistry.ts';
import type { Environment } from '../../config/environment.ts';
import { BilingualError, type Locale } from '../../language/bilingual.ts';
import { besideServers } from '../../runtime/serversOnly.ts';
import { openDatabase, rows } from '../../store/database/database.ts';
import { counterOf, numberCounter, raiseNumberCounter } from '../../store/registration/numberCounter.ts';
import type { Output } from '../output/output.ts';
import { progressOn } from '../output/progressOn.ts';
import { sayOnStderr } from '../output/sayOnStderr.ts';
import { unknownWorkflows } from './complaintWorkflows.ts';
import { CommandError } from '../installation/installation.ts';
import { mendCase, type MendingParts } from './mendCase.ts';
import { noComplaint } from './noComplaint.ts';
import { quietReplays } from './quietReplays.ts';
import { RECONCILE_WORDS } from './reconcileWords.ts';

/**
 * Mends one case or all; one line for each that differed, then a summary. `anew`: the case goes on from its log,
 * whatever its workflow holds. Returns the exit code: 1 when one cannot be mended.
 */
export function reconcile(
  env: Environment,
  { locale, line }: Output,
  no: string | undefined,
  { anew = false }: Readonly<{ anew?: boolean }>,
): Promise<number> {
  if (anew && no === undefined)
    throw new CommandError({
      zh: '--anew 须指明是哪一件:只有其工作流知道的内容将被放弃',
      en: '--anew: say which case; what its workflow alone knows is given up',
    });
  return besideServers(env, sayOnStderr(locale), async ({ database, temporal }) => {
    const db = openDatabase(database, { max: 2 });
    const connection = await Connection.connect({ ...env.temporal, address: temporal, connectTimeout: 5_000 }).catch(
      () => {
        throw new CommandError({
          zh: `${temporal} 的 Temporal 没有应答;未作任何改动`,
          en: `Temporal does not answer at ${temporal}; nothing was changed`,
        });
      },
    );
    const gateway = new CaseGateway({
      ...env.temporal,
      address: temporal,
      namespace: env.TEMPORAL_NAMESPACE,
      names: engineNames(env.REDRESS_TEMPORAL_NAME),
    });
    try {
      await quietReplays();
      const client = new Client({ connection, namespace: env.TEMPORAL_NAMESPACE });
      return await reconcileAll(
        {
          db,
          client,
          workflowType: engineNames(env.REDRESS_TEMPORAL_NAME).complaint,
          gateway,
          packs: new PackRegistry(db, env.REDRESS_LOCALE),
          anew,
          locale,
        },
        no,
        line,
      );
    } finally {
      await gateway.close();
      await connection.close();
      await db.end();
    }
  });
}

async function reconcileAll(
  parts: MendingParts & { readonly locale: Locale },
  no: string | undefined,
  out: (line: string) => void,
): Promise<number> {
  const w = RECONCILE_WORDS[parts.locale];
  const inDatabase = (await rows<{ no: string }>(parts.db, 'select no from complaints')).map((one) => one.no);
  const known = new Set(inDatabase);
  const { lost } = await unknownWorkflows(parts.client, parts.workflowType, async (some) =>
    some.filter((one) => known.has(one)),
  );
  const all = [...inDatabase, ...lost].toSorted();
  const highest = Math.max(0, ...all.map(counterOf));
  if ((await numberCounter(parts.db)) < highest) {
    await raiseNumberCounter(parts.db, highest);
    out(w.counterRaised(highest));
  }
  const wanted = no === undefined ? all : all.filter((one) => one === no);
  if (no !== undefined && wanted.length === 0) throw new CommandError(noComplaint(no));
  let mended = 0;
  let beyond = 0;
  const progress = progressOn(parts.locale, wanted.length);
  for (const [index, one] of wanted.entries()) {
    progress(index);
    try {
      const done = await mendCase(parts, one);
      if (done === undefined) continue;
      mended += 1;
      out(w.line(one, done));
    } catch (error) {
      beyond += 1;
      out(w.notMended(one, error instanceof BilingualError ? error.words[parts.locale] : (error as Error).message));
    }
  }
  out(w.summary(wanted.length, mended, beyond));
  return beyond === 0 ? 0 : 1;
}
