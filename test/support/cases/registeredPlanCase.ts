import type { Intake } from '../../../domain/case/command.ts';
import type { Delivery } from '../../../domain/notify/delivery.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import { openRegistered } from '../../../domain/decide/openCase.ts';
import { packHash } from '../../../packs/load/packHash.ts';
import { parsePack } from '../../../packs/load/parsePack.ts';
import { resolveEngine } from '../../../packs/load/resolveEngine.ts';
import type { Database } from '../../../store/database/database.ts';
import type { RequestKey } from '../../../store/idempotency/idempotency.ts';
import { savePack } from '../../../store/rules/packs.ts';
import { registerOpened } from './registerOpened.ts';
import type { Keys } from '../../../store/vault/vault.ts';
import { planSource } from '../rules/planSource.ts';

/** The cutover plan (or another source) in force in a database, and cases of it without a workflow. */
export async function planIn(db: Database, source = planSource()): Promise<EnginePack> {
  const parsed = parsePack(source);
  if (!parsed.ok) throw new Error('the pack is faulty');
  await savePack(db, {
    id: parsed.value.id,
    version: parsed.value.version,
    hash: packHash(parsed.value),
    body: parsed.value,
  });
  return resolveEngine(parsed.value, 'zh');
}

export interface PlanCaseOptions {
  readonly phone?: string;
  readonly email?: string;
  readonly speed?: number;
  readonly origin?: number;
  /** What of the intake is otherwise than that of an ordinary complaint at the outlet. */
  readonly intake?: Partial<Pick<Intake, 'channel' | 'unit' | 'category' | 'fields'>>;
  readonly key?: RequestKey;
}

/** Registers a complaint at an outlet, also one that the API would refuse; returns its number. */
export async function registeredPlanCase(
  db: Database,
  keys: Keys,
  pack: EnginePack,
  options: PlanCaseOptions = {},
): Promise<string> {
  const origin = options.origin ?? Date.now();
  const { no } = await registerOpened(db, keys, {
    pack: { id: pack.id, version: pack.version, hash: pack.hash },
    base: { origin, speed: options.speed ?? 1 },
    complainant: {
      name: '测试乙',
      phone: options.phone ?? '13900009999',
      ...(options.email === undefined ? {} : { email: options.email }),
    },
    demand: '测试诉求',
    prose: {},
    topic: 'non-blueprint',
    repeatWindowMs: 30 * 86_400_000,
    zone: pack.timezone,
    open: (repeatOf) => {
      const actor = { id: 'local', roles: ['clerk'], unit: 'outlet-renminlu', reach: true };
      const intake = {
        object: 'complaint',
        channel: 'outlet',
        unit: 'outlet-renminlu',
        category: 'non-blueprint',
        fields: { siteVisit: false, tier: 'ordinary' },
        anonymous: false,
        ...options.intake,
        actor,
        ...(repeatOf === undefined ? {} : { repeatOf }),
      };
      return { intake, events: openRegistered(pack, intake, origin).events };
    },
    ...(options.key === undefined ? {} : { key: options.key }),
  });
  return no;
}

/** A delivery of one rung of a case at the outlet. */
export function deliveryOf(
  no: string,
  pack: EnginePack,
  over: Partial<Delivery> = {},
  item: Partial<Delivery['items'][number]> = {},
): Delivery {
  const at = Date.now();
  return {
    no,
    packHash: pack.hash,
    base: { origin: at - 3_600_000, speed: 1 },
    unit: 'outlet-renminlu',
    level: 'outlet',
    stage: 'registered',
    category: 'non-blueprint',
    seq: 1_000_000,
    items: [
      {
        key: 'reply/1/due',
        message: 'lapsed',
        notify: ['outlet-head', 'branch-group'],
        title: '回复客户',
        rule: 'S1-T4',
        dueAt: at,
        at,
        plannedAt: at,
        lateMs: 12,
        ...item,
      },
    ],
    ...over,
  };
}
