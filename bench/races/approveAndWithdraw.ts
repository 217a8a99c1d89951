import { row } from '../../store/database/database.ts';
import type { Race } from './race.ts';

/** The last approval of a payment and the customer's withdrawal at once: paid and booked, or neither. */
export const approveAndWithdraw: Race = {
  name: 'approve-and-withdraw',
  title: 'the last approval and a withdrawal at once',
  abreast: 4,
  once: async (bed) => {
    const { no } = await bed.open({ category: 'urgent-cash' });
    await bed.act(no, 'persuade', { accepted: false });
    const asked = await bed.act(no, 'pay', { amount: '3000.00' });
    await bed.act(no, 'approve', { request: asked.body['pending'] }, 'head-renminlu');
    const [approved, withdrawn] = await Promise.all([
      bed.act(no, 'approve', { request: asked.body['pending'] }, 'liaison-renminlu'),
      bed.act(no, 'withdraw', { reason: 'customer-request' }),
    ]);
    const log = await bed.log(no);
    const paid = log.filter((event) => event.type === 'StepRecorded' && event.data.step === 'pay').length;
    const booked = await row<{ status: string }>(bed.db, 'select status from reservations where no = $1', [no]);
    const ended = log.filter((event) => event.type === 'CaseWithdrawn').length;
    const expected = approved.status === 200 ? { paid: 1, booked: 'spent' } : { paid: 0, booked: 'released' };
    if (withdrawn.status !== 200 || ended !== 1)
      return { disagreement: `${no}: withdrawal answered ${withdrawn.status}, recorded ${ended} times` };
    if (paid !== expected.paid || booked?.status !== expected.booked)
      return {
        disagreement: `${no}: approval answered ${approved.status}, paid ${paid} times, booked as ${booked?.status}`,
      };
    return { outcome: approved.status === 200 ? 'paid, then withdrawn' : 'withdrawn, not paid' };
  },
};
