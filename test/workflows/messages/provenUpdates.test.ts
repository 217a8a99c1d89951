import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proveUpdate } from '../../../api/cases/proveUpdate.ts';
import { caseWorkflowId } from '../../support/workflows/caseWorkflowId.ts';
import type { ProvenCall } from '../../../contracts/updateProof.ts';
import { deriveKeys } from '../../../store/vault/vault.ts';
import { withProofKey } from '../../../worker/withProofKey.ts';
import { caller, outletComplaint } from '../../support/cases/complaints.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const LEADER = { id: 'handler-renminlu', roles: ['handler', 'leader'], unit: 'outlet-renminlu', reach: true };
const command = (id: string) => ({ id, action: 'contact', actor: LEADER, fields: {} });

let phones = 0;
async function opened(): Promise<string> {
  phones += 1;
  const complainant = caller(`1390000073${phones}`);
  return (await api.post('/v1/complaints', outletComplaint({ complainant }))).body.no;
}

/** Asked for the case first: its first task is over when it answers. */
async function lengthOf(no: string): Promise<number> {
  const handle = api.client.workflow.getHandle(caseWorkflowId(no));
  await handle.query('view');
  return (await handle.describe()).historyLength;
}

const send = (no: string, call: ProvenCall, action = 'contact') =>
  api.client.workflow.getHandle(caseWorkflowId(no)).executeUpdate(action, { args: call });

describe('an Update that brings who asks', () => {
  it('is taken with the proof that the API looked them up, and nobody looks them up again', async () => {
    const no = await opened();
    await send(no, proveUpdate(api.keys, no, command('proven')));
    const history = await api.client.workflow.getHandle(caseWorkflowId(no)).fetchHistory();
    const markers = (history.events ?? []).filter((event) => event.markerRecordedEventAttributes !== null);
    expect(markers).toHaveLength(1);
  });

  const forgeries: Readonly<Record<string, (no: string, other: string) => ProvenCall>> = {
    'the key of somebody else': (no) => proveUpdate(deriveKeys(randomBytes(32)), no, command('x')),
    'a proof for another case': (_no, other) => proveUpdate(api.keys, other, command('x')),
    'a proof for another command': (no) => [command('y'), proveUpdate(api.keys, no, command('x'))[1]],
    'a role that the proof does not cover': (no) => [
      { ...command('x'), actor: { ...LEADER, roles: ['administrator'] } },
      proveUpdate(api.keys, no, command('x'))[1],
    ],
    'a later end': (no) => {
      const [update, proof] = proveUpdate(api.keys, no, command('x'));
      return [update, { ...proof, until: proof.until + 1 }];
    },
    'a proof that has ended': (no) => proveUpdate(api.keys, no, command('x'), Date.now() - 600_000),
    'a proof of no form': (no) => [{ ...command('x') }, (no === '' ? undefined : 'proof') as never],
    'an empty proof': () => [command('x'), {} as never],
    'null for a proof': () => [command('x'), null as never],
  };

  it.each(Object.keys(forgeries))('is refused, and leaves no history, with %s', async (name) => {
    const [no, other] = [await opened(), await opened()];
    const before = await lengthOf(no);
    const call = forgeries[name]?.(no, other) as ProvenCall;
    await expect(send(no, call)).rejects.toMatchObject({ cause: { type: 'Rejected' } });
    expect(await lengthOf(no)).toBe(before);
  });

  it('is refused for another action than the one that was asked for', async () => {
    const no = await opened();
    await expect(send(no, proveUpdate(api.keys, no, command('x')), 'accept')).rejects.toMatchObject({
      cause: { type: 'Rejected' },
    });
  });

  it('is refused without a proof: what else than the id is known of somebody is looked up', async () => {
    const no = await opened();
    const update = api.client.workflow.getHandle(caseWorkflowId(no));
    await expect(update.executeUpdate('contact', { args: [command('x')] as never })).rejects.toMatchObject({
      cause: { type: 'Rejected' },
    });
  });
});

describe('the key of proofs', () => {
  it('must have its place in the bundle, or no worker starts', () => {
    expect(() => withProofKey('some other script', api.keys)).toThrow('build it again');
  });
});
