import { describe, expect, it } from 'vitest';
import { Admission, type LaneLimits } from '../../../api/http/admission.ts';
import { startTestApi } from '../../support/cases/testApi.ts';

const narrow: LaneLimits = { running: 1, waiting: 2, waitMs: 60_000 };
const lanes = { read: narrow, register: narrow, act: narrow, 'what-if': narrow };

describe('a lane that is full', () => {
  it('lets who waits in as soon as somebody leaves, in the order in which they came', async () => {
    const admission = new Admission(lanes);
    const order: string[] = [];
    const first = await admission.enter('act');
    const waiting = ['second', 'third'].map(async (name) => {
      const leave = await admission.enter('act');
      order.push(name);
      leave();
    });
    expect(order).toEqual([]);
    first();
    await Promise.all(waiting);
    expect(order).toEqual(['second', 'third']);
    const again = await admission.enter('act');
    again();
  });

  it('turns one more away at once, with a word when to come back', async () => {
    const admission = new Admission(lanes);
    const leave = await admission.enter('read');
    const waiting = [admission.enter('read'), admission.enter('read')];
    await expect(admission.enter('read')).rejects.toMatchObject({ status: 503, code: 'busy', more: { retryAfter: 2 } });
    leave();
    for (const turn of waiting) (await turn)();
  });

  it('lets nobody wait for ever, and who gave up takes no place', async () => {
    const admission = new Admission({ ...lanes, act: { running: 1, waiting: 2, waitMs: 20 } });
    const leave = await admission.enter('act');
    await expect(admission.enter('act')).rejects.toMatchObject({ status: 503 });
    leave();
    const next = await admission.enter('act');
    next();
    next();
    const one = await admission.enter('act');
    const two = admission.enter('act');
    one();
    (await two)();
  });

  it('leaves the other lanes alone', async () => {
    const admission = new Admission(lanes);
    await admission.enter('register');
    const leave = await admission.enter('read');
    leave();
  });
});

describe('a flood of requests', () => {
  it('is answered to the last one, if only by 503 and a Retry-After; health is answered always', async () => {
    const api = await startTestApi({
      worker: false,
      lanes: { read: { running: 1, waiting: 1, waitMs: 5_000 } },
    });
    const asked = Array.from({ length: 100 }, () => api.get('/v1/complaints'));
    const health = await Promise.all(Array.from({ length: 5 }, () => api.get('/livez')));
    const answers = await Promise.all(asked);
    expect(health.map((one) => one.status)).toEqual([200, 200, 200, 200, 200]);
    const refused = answers.filter((one) => one.status === 503);
    expect(answers.filter((one) => one.status === 200).length + refused.length).toBe(100);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every((one) => one.headers.get('retry-after') === '2' && one.body.code === 'busy')).toBe(true);
    expect((await api.get('/v1/complaints')).status).toBe(200);
    await api.stop();
  });
});
