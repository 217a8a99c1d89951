import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseWorkflowId } from '../support/workflows/caseWorkflowId.ts';
import { caller } from '../support/cases/complaints.ts';
import { replayOwn } from '../support/workflows/replay.ts';
import { startTestApi, type TestApi } from '../support/cases/testApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ demonstration: true });
});
afterAll(() => api.stop());

type Move = readonly [action: string, person: string, fields?: Readonly<Record<string, unknown>>];

/**
 * A rehearsal of one pack from start to end: first nobody acts until these rungs have fired, then people do, and at the
 * end nothing is owed.
 */
interface Drill {
  readonly pack: string;
  readonly speed: number;
  readonly intake: Readonly<Record<string, unknown>>;
  readonly lapses: readonly string[];
  readonly moves: readonly Move[];
  readonly class: string;
}

const DAY = 86_400_000;

const DRILLS: readonly Drill[] = [
  {
    pack: 'cutover-emergency',
    speed: 1_200,
    intake: { channel: 'outlet', unit: 'outlet-renminlu', category: 'non-blueprint' },
    lapses: ['outlet/1/due'],
    moves: [
      ['contact', 'handler-renminlu'],
      ['reply', 'handler-renminlu', { outcome: 'explained' }],
      ['report', 'handler-renminlu'],
      ['resolve', 'branch-group-1', { outcome: 'satisfied' }],
      ['close', 'branch-group-1'],
    ],
    class: 'enquiry',
  },
  {
    pack: 'cutover-phones',
    speed: 60,
    intake: { object: 'enquiry', channel: 'probe', unit: 'outlet-renminlu', category: 'published-number' },
    lapses: ['published-number/1/due'],
    moves: [
      ['answer', 'clerk-renminlu'],
      ['resolve', 'clerk-renminlu'],
      ['close', 'clerk-renminlu'],
    ],
    class: 'unanswered',
  },
  {
    pack: 'office-complaints',
    speed: 3_600,
    intake: { channel: 'phone', unit: 'head-office', category: 'fees' },
    lapses: ['respond/1/due', 'refusal/1/due'],
    moves: [
      ['respond', 'office-1'],
      ['accept', 'office-1'],
      ['need-cooperation', 'office-1'],
      ['dispatch', 'office-1', { departments: ['card-centre'] }],
      ['answer-dispatch', 'head-card-centre', { substantive: true }],
      ['find-justified', 'office-head', { justified: true, loss: '80.00', bearer: 'department' }],
      ['resolve', 'office-1', { outcome: 'refunded' }],
      ['close', 'office-1'],
      ['call-back', 'office-2', { reached: true, score: 5 }],
      // Its workflow has ended; it is opened again by two, and is owed its end and a call again.
      ['reopen', 'office-1', { reason: 'new-facts' }],
      ['approve', 'office-2'],
      ['resolve', 'office-1', { outcome: 'refunded' }],
      ['close', 'office-1'],
      ['call-back', 'office-2', { reached: true, score: 5 }],
    ],
    class: 'justified',
  },
  {
    pack: 'rural-bank-petitions',
    speed: 3_600,
    intake: { object: 'petition', channel: 'walk-in', unit: 'supervision', category: 'mistake' },
    lapses: ['registration/1/due', 'leader-told/1/due'],
    moves: [
      ['accept', 'supervision-1'],
      ['tell-leader', 'supervision-1'],
      ['apologise', 'supervision-1', { forgiven: true }],
      ['compensate', 'supervision-1', { amount: '120.00' }],
      ['approve', 'rural-leader'],
      ['reply', 'supervision-1', { outcome: 'settled' }],
      ['resolve', 'supervision-1', { outcome: 'settled' }],
      ['close', 'supervision-1'],
      ['apply-review', 'supervision-1'],
      ['decide-review', 'rural-leader', { result: 'kept' }],
    ],
    class: 'general',
  },
  {
    pack: 'key-accounts',
    speed: 3_600,
    intake: { channel: 'hotline', unit: 'key-account-centre', category: 'network', fields: { important: true } },
    lapses: ['management-response/1/due', 'first-response/1/due'],
    moves: [
      ['respond', 'duty-manager-1', { empathy: true, wording: 'empathy-1' }],
      ['dispatch', 'duty-manager-1', { departments: ['network-department'] }],
      ['answer-dispatch', 'head-network', { substantive: true }],
      ['find-cause', 'centre-head', { cause: 'network' }],
      ['resolve', 'duty-manager-1', { outcome: 'restored' }],
      ['close', 'duty-manager-1'],
      ['improve', 'head-network'],
    ],
    class: 'major',
  },
  {
    pack: 'cn-statutory',
    speed: 43_200,
    intake: { channel: 'outlet', unit: 'head-office', category: 'product', fields: { people: 22 } },
    lapses: ['major-report/1/50%', 'major-report/1/due'],
    moves: [
      ['accept', 'office-1'],
      ['report-regulator', 'office-head'],
      ['find-complex', 'office-head', { reason: '涉及多份合同' }],
      ['reply', 'office-1', { outcome: 'explained' }],
      ['resolve', 'office-1', { outcome: 'explained' }],
      ['close', 'office-1'],
      ['apply-review', 'office-1'],
      ['decide-review', 'hq-leader', { result: 'kept' }],
    ],
    class: 'major',
  },
  {
    pack: 'fca-disp',
    speed: 100_000,
    intake: { channel: 'email', unit: 'london-office', category: 'banking' },
    lapses: ['summary/1/due'],
    moves: [
      ['acknowledge', 'london-handler'],
      ['holding-response', 'london-handler'],
      ['final-response', 'london-handler', { outcome: 'upheld', ombudsman: true }],
      ['resolve', 'london-handler', { outcome: 'upheld' }],
      ['close', 'london-handler'],
      ['refer-ombudsman', 'london-handler'],
    ],
    class: 'reportable',
  },
  {
    pack: 'cfpb',
    speed: 3_600,
    // Sent twenty days ago and read today: the first limit has passed when the case is opened.
    intake: {
      channel: 'portal',
      unit: 'new-york-office',
      category: 'mortgage',
      fields: { sentToCompanyAt: new Date(Date.now() - 20 * DAY).toISOString() },
    },
    lapses: ['initial/1/due'],
    moves: [
      ['in-progress', 'new-york-handler'],
      ['respond', 'new-york-handler', { code: 'explanation' }],
      ['resolve', 'new-york-handler', { outcome: 'explanation' }],
      ['close', 'new-york-handler'],
      ['consumer-feedback', 'new-york-handler', { satisfied: false }],
    ],
    class: 'untimely',
  },
];

async function rungsOf(no: string): Promise<readonly string[]> {
  const { rows } = await api.db.query<{ event: { data: { clock: string; occurrence: number; rung: string } } }>(
    "select event from events where no = $1 and event ->> 'type' = 'RungFired' order by seq",
    [no],
  );
  return rows.map(({ event: { data } }) => `${data.clock}/${data.occurrence}/${data.rung}`);
}

describe('a drill of every pack from start to end', () => {
  it.each(DRILLS.map((drill) => [drill.pack, drill] as const))(
    '%s: it lapses by itself, people act, it ends, and its history replays',
    async (pack, drill) => {
      const phone = `139${String(DRILLS.indexOf(drill) + 30_000_000)}`;
      const { status, body } = await api.post('/v1/complaints', {
        pack,
        ...drill.intake,
        complainant: { name: '演练甲', phone, ...(pack === 'cutover-emergency' ? caller(phone) : {}) },
        demand: '请处理',
        drill: { speed: drill.speed },
      });
      expect([status, body.detail]).toEqual([201, undefined]);
      const { no } = body as { readonly no: string };
      await expect.poll(() => rungsOf(no), { timeout: 30_000 }).toEqual(expect.arrayContaining([...drill.lapses]));
      for (const [action, person, fields = {}] of drill.moves) {
        const answer = await api.post(
          `/v1/complaints/${no}/actions/${action}`,
          { fields },
          { 'X-Redress-Actor': person },
        );
        expect([action, answer.status, answer.body.detail]).toEqual([action, 200, undefined]);
      }
      const result = await api.client.workflow.getHandle(caseWorkflowId(no)).result();
      expect(result).toMatchObject({ no });
      const { body: view } = await api.get(`/v1/complaints/${no}`);
      expect(view).toMatchObject({ stage: 'closed', class: drill.class });
      expect(view.clocks.filter((clock: { readonly status: string }) => clock.status === 'running')).toEqual([]);
      await expect.poll(() => api.told.filter((mail) => mail.no === no).length, { timeout: 10_000 }).toBeGreaterThan(0);
      await replayOwn(api.client, no, `drill-${pack}`);
    },
  );
});

describe('representatives of many complainants (R2-representatives)', () => {
  it('are five at most', async () => {
    const ask = (count: number): Promise<{ readonly status: number }> =>
      api.post('/v1/complaints', {
        pack: 'cn-statutory',
        channel: 'outlet',
        unit: 'head-office',
        category: 'product',
        complainant: {
          name: '代表甲',
          phone: '13800000999',
          representatives: Array.from({ length: count }, (_, index) => ({
            name: `代表${index}`,
            phone: `1380000100${index}`,
          })),
        },
        demand: '请处理',
        drill: { speed: 2 },
      });
    expect((await ask(6)).status).toBe(422);
    expect((await ask(5)).status).toBe(201);
  });
});

describe('a pack that extends a shipped one', () => {
  const OWN = 'id: my-bank\nextends: cn-statutory\nversion: 1.0.0\ntitle: { zh: 本行, en: My bank }\n';
  const checked = async (more: string): Promise<unknown> =>
    (await api.post('/v1/packs/check', { source: `${OWN}${more}` })).body;

  it('is checked by the API with what it extends, and a mistake is told in the file that holds it', async () => {
    expect(await checked('clocks: { statutory: { severity: 11 } }')).toMatchObject({
      ok: true,
      id: 'my-bank',
      faults: [],
    });
    expect(await checked('clocks: { statutory: { ladder: lost } }')).toMatchObject({
      ok: false,
      faults: [{ code: 'unknown-ladder', line: 5 }],
    });
    expect(await checked('roles: { superior: ~ }')).toMatchObject({
      ok: false,
      faults: expect.arrayContaining([expect.objectContaining({ code: 'unknown-role', file: 'cn-statutory.yaml' })]),
    });
  });
});
