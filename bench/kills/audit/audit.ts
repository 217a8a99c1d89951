/**
 * The four books side by side: what clients were told, what the workflows hold, what log and read model hold, what the
 * outside received.
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { Client } from '@temporalio/client';
import { STATE_QUERY, type WorkflowView } from '../../../contracts/complaintWorkflow.ts';
import { complaintWorkflowId, engineNames } from '../../../contracts/engineNames.ts';
import type { Intake } from '../../../domain/case/command.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import { canonicalJson } from '../../../store/database/canonicalJson.ts';
import { rows, type Database } from '../../../store/database/database.ts';
import { readLog } from '../../../store/log/eventLog.ts';
import type { ToldClient } from '../books.ts';
import type { Faults } from '../faults.ts';
import { reenact, type Reenacted } from './reenact.ts';
import { rehearsal, type Move, type Rehearsing } from '../rehearsal.ts';

const AT_ONCE = 8;
const ASK_MS = 20_000;
const TRIES = 5;
/** A case that was stopped is found within seconds; where the API starts again, a little later. */
const GOES_ON_MS = 60_000;

export interface AuditInput {
  readonly db: Database;
  readonly client: Client;
  readonly packs: ReadonlyMap<string, EnginePack>;
  readonly rehearsing: Rehearsing;
  readonly clients: readonly ToldClient[];
  /** Where histories that need looking into are kept. */
  readonly folder: string;
}

export interface AuditedCase {
  readonly no: string;
  readonly pack: string;
  readonly reenacted: Reenacted;
}

interface CaseRow extends Record<string, unknown> {
  readonly no: string;
  readonly pack: string;
  readonly origin: Date;
  readonly speed: number;
  readonly intake: Intake;
}

/**
 * Compares every case; what differs goes into `faults`. Returns the cases as they must be, for the comparison with the
 * outside.
 */
export async function auditCases(input: AuditInput, faults: Faults): Promise<readonly AuditedCase[]> {
  const { db, clients } = input;
  const complaints = await rows<CaseRow>(
    db,
    'select no, pack_id as pack, origin, speed, intake from complaints order by no',
  );
  const known = new Set(complaints.map((one) => one.no));
  const opened = clients.filter((line) => line.what === 'opened');
  for (const { no } of opened)
    if (!known.has(no)) faults.add('lost', no, 'a client was told that it is registered; it is not there');
  const told = new Set(opened.map((line) => line.no));
  if (told.size !== opened.length)
    faults.add(
      'phantom',
      '-',
      `${opened.length - told.size} requests were answered with a number that another one has`,
    );
  for (const { no } of complaints)
    if (!told.has(no)) faults.add('phantom', no, 'registered, and no client was told so');
  const asked = askedOf(input);
  const audited: AuditedCase[] = [];
  const waiting = [...complaints];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      audited.push({
        no: next.no,
        pack: next.pack,
        reenacted: await auditCase(input, next, asked.get(next.no) ?? [], faults),
      });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return audited;
}

async function auditCase(input: AuditInput, one: CaseRow, asked: readonly Asked[], faults: Faults): Promise<Reenacted> {
  const { no } = one;
  const pack = input.packs.get(one.pack);
  if (pack === undefined) throw new Error(`${no} goes by the pack ${one.pack}, which no rehearsal has`);
  const log = (await readLog(input.db, no)).map((line) => line.event);
  const until = Date.now();
  const reenacted = reenact({
    no,
    pack,
    base: { origin: one.origin.getTime(), speed: one.speed },
    intake: one.intake,
    log,
    asked: new Map(asked.map((one) => [one.command, one.move])),
    until,
  });
  for (const reason of reenacted.unfounded) faults.add('phantom', no, reason);
  compareAnswers(
    asked,
    no,
    log.map((event) => event.id),
    faults,
  );
  compareRungs(
    no,
    reenacted,
    log
      .filter((event) => event.type === 'RungFired')
      .map((event) => `${event.data.clock}/${event.data.occurrence}/${event.data.rung}`),
    faults,
  );
  const view = await viewOf(input.client, no);
  if (typeof view === 'string')
    faults.add('lost', no, `its workflow does not answer: ${view}; its history: ${await keepHistory(input, no)}`);
  else if (canonicalJson(view.state) !== canonicalJson(reenacted.state)) {
    faults.add(
      'differing',
      no,
      `the workflow (event ${view.state.seq}) is not what was asked of it makes it (event ${reenacted.state.seq}; ` +
        `log: ${log.length})`,
    );
  }
  return reenacted;
}

/** One request for an action and what came of it. */
interface Asked {
  readonly name: string;
  readonly command: string;
  readonly move: Move;
  readonly answer?: Extract<ToldClient, { readonly what: 'acted' | 'refused' }>;
}

/** Everything that was asked of each case. A request that was sent again after a break is one. */
function askedOf({ clients, rehearsing }: AuditInput): ReadonlyMap<string, readonly Asked[]> {
  const answers = new Map(
    clients.flatMap((line) =>
      line.what === 'acted' || line.what === 'refused' ? [[`${line.index}/${line.move}`, line] as const] : [],
    ),
  );
  const found = new Map<string, Map<string, Asked>>();
  for (const line of clients) {
    const move = line.what === 'acting' ? rehearsal(rehearsing, line.index).moves[line.move] : undefined;
    if (line.what !== 'acting' || move === undefined) continue;
    const answer = answers.get(`${line.index}/${line.move}`);
    const ofCase = found.get(line.no) ?? new Map<string, Asked>();
    ofCase.set(line.command, {
      name: `${line.move + 1} (${move.action})`,
      command: line.command,
      move,
      ...(answer === undefined ? {} : { answer }),
    });
    found.set(line.no, ofCase);
  }
  return new Map([...found].map(([no, ofCase]) => [no, [...ofCase.values()]]));
}

/** Every yes is in the log, no refusal is. */
function compareAnswers(asked: readonly Asked[], no: string, eventIds: readonly string[], faults: Faults): void {
  for (const { name, command, answer } of asked) {
    const recorded = eventIds.filter((id) => id === `${command}#1`).length;
    if (answer?.what === 'acted' && recorded === 0)
      faults.add('lost', no, `action ${name} was answered with yes and is not in the log`);
    if (answer?.what === 'refused' && recorded > 0)
      faults.add(
        'contradicted',
        no,
        `action ${name} was answered with ${answer.status} ${answer.code} and is in the log`,
      );
    if (recorded > 1) faults.add('twice', no, `action ${name} is in the log ${recorded} times`);
  }
}

function compareRungs(no: string, reenacted: Reenacted, fired: readonly string[], faults: Faults): void {
  const wanted = new Set(reenacted.rungs.map((rung) => rung.key));
  for (const key of wanted) if (!fired.includes(key)) faults.add('missed', no, `the rung ${key} never fired`);
  for (const key of new Set(fired)) {
    if (!wanted.has(key)) faults.add('phantom', no, `the rung ${key} fired and had no reason to`);
    if (fired.filter((other) => other === key).length > 1)
      faults.add('twice', no, `the rung ${key} fired more than once`);
  }
}

/** Keeps the history of a case that needs looking into; returns the file. */
async function keepHistory({ client, folder }: AuditInput, no: string): Promise<string> {
  const history = await client.workflow.getHandle(complaintWorkflowId(no, engineNames().complaint)).fetchHistory();
  const file = join(folder, `${no}.history.json`);
  writeFileSync(file, historyToJSON(history));
  return file;
}

/** The case as its workflow holds it, or why it cannot be had. */
async function viewOf(client: Client, no: string): Promise<WorkflowView | string> {
  const handle = client.workflow.getHandle(complaintWorkflowId(no, engineNames().complaint));
  const deadline = Date.now() + GOES_ON_MS;
  for (let tries = 1; ; tries += 1) {
    try {
      const status = (await handle.describe()).status.name;
      if (status !== 'RUNNING' && status !== 'COMPLETED') {
        if (Date.now() > deadline) return status;
        tries = 0;
        throw new Error(status);
      }
      return await client.withDeadline(Date.now() + ASK_MS, () => handle.query<WorkflowView>(STATE_QUERY));
    } catch (error) {
      if (tries === TRIES) return (error as Error).message;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
}
