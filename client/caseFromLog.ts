import { commandPrint } from '../contracts/commandPrint.ts';
import type { CarriedRun, SeenCommand } from '../contracts/complaintWorkflow.ts';
import type { RecordedEvent } from '../domain/case/event.ts';
import { evolveAll } from '../domain/case/evolve.ts';
import type { Rejection } from '../domain/case/rejection.ts';
import type { EnginePack } from '../domain/pack/pack.ts';
import { unitsIn } from '../domain/case/unitsIn.ts';
import { defined, own } from '../domain/values/own.ts';
import type { Database } from '../store/database/database.ts';
import { readLog } from '../store/log/eventLog.ts';
import { openDeliveries } from '../store/notifications/openDeliveries.ts';
import { unitNames } from '../store/people/namesOf.ts';
import { readStartableCase, type StartedCase } from '../store/readModel/startableCase.ts';
import type { PackRegistry } from './packRegistry.ts';

/** A case as its log has it, for a run that goes on from there. */
export interface CaseFromLog {
  readonly found: StartedCase;
  readonly engine: EnginePack;
  /** With every recorded command, as a copy of an old request may still arrive, and what nobody was told yet. */
  readonly carried: CarriedRun;
}

/** `undefined` when the case has no event. */
export async function caseFromLog(db: Database, packs: PackRegistry, no: string): Promise<CaseFromLog | undefined> {
  const found = await readStartableCase(db, no);
  const log = (await readLog(db, no)).map((one) => one.event);
  const state = evolveAll(undefined, log);
  if (found === undefined || state === undefined) return undefined;
  const pack = state.pack ?? found.pack;
  const units = Object.fromEntries(await unitNames(db, unitsIn(state)));
  const { engine } = await packs.byHash(pack.hash, found.intake.calendar);
  return {
    found: { ...found, pack, units },
    engine,
    carried: {
      state,
      seenCommands: log.flatMap((event) => seenCommand(engine, event)),
      deliveries: await openDeliveries(db, engine, no, found.base, log),
    },
  };
}

function seenCommand(engine: EnginePack, event: RecordedEvent): readonly SeenCommand[] {
  const { command, actor } = event;
  // One that is no first event of a command says that what was agreed to could not be done.
  const refused = event.type === 'ActionRefused' && event.id.endsWith('#1') ? event.data : undefined;
  if (command === undefined && refused === undefined) return [];
  const defs = own(engine.actions, command?.action ?? '')?.fields ?? {};
  return [
    {
      id: event.id.slice(0, event.id.lastIndexOf('#')),
      ...defined({ action: command?.action ?? refused?.action }),
      ...(command === undefined ? {} : { print: commandPrint(defs, command, actor.id) }),
      ...(refused === undefined ? {} : { rejection: rejectionIn(refused) }),
    },
  ];
}

function rejectionIn({
  action: _action,
  reservation: _reservation,
  named: _named,
  sent: _sent,
  ...rejection
}: Extract<RecordedEvent, { type: 'ActionRefused' }>['data']): Rejection {
  return rejection;
}
