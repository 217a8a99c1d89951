import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { dueOf } from '../../../domain/limits/limit.ts';
import type { LimitContext } from '../../../domain/limits/due.ts';
import type { Limit } from '../../../domain/pack/clockDef.ts';
import { shippedDays } from '../../support/rules/workCalendars.ts';

const businessHours = [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '17:30' },
];

describe('the zone of the host', () => {
  it.each(['UTC', 'America/Los_Angeles', 'Asia/Shanghai', 'Pacific/Kiritimati'])('never matters: %s', (zone) => {
    const script = `
      import { dueOf } from './dist/domain/limits/limit.js';
      const calendar = ${JSON.stringify(shippedDays('cn'))};
      const context = { timezone: 'Asia/Shanghai', fields: {}, calendar, businessHours: ${JSON.stringify(businessHours)} };
      const limits = [{ kind: 'working-days', days: 3 }, { kind: 'days', days: 9, roll: true }, { kind: 'months', months: 1, keepTime: true }, { kind: 'business-hours', ms: 9 * 3600000 }];
      const starts = ['2026-09-30T00:30:00+08:00', '2026-02-13T23:30:00+08:00', '2026-12-31T12:00:00+08:00', '2026-03-28T20:00:00Z'];
      console.log(JSON.stringify([new Date(0).getTimezoneOffset(), starts.flatMap((start) => limits.map((limit) => dueOf(limit, Date.parse(start), context).at))]));`;
    const [offset, dues] = JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '-e', script], {
        env: { ...process.env, TZ: zone },
        encoding: 'utf8',
      }),
    ) as [number, number[]];
    const here = new Date('2026-01-15T12:00:00Z').toLocaleString('en', {
      timeZone: zone,
      hour: '2-digit',
      hourCycle: 'h23',
    });
    expect(offset === 0).toBe(here === '12');
    const with_: LimitContext = { timezone: 'Asia/Shanghai', fields: {}, calendar: shippedDays('cn'), businessHours };
    const limits: readonly Limit[] = [
      { kind: 'working-days', days: 3 },
      { kind: 'days', days: 9, roll: true },
      { kind: 'months', months: 1, keepTime: true },
      { kind: 'business-hours', ms: 9 * 3_600_000 },
    ];
    const starts = [
      '2026-09-30T00:30:00+08:00',
      '2026-02-13T23:30:00+08:00',
      '2026-12-31T12:00:00+08:00',
      '2026-03-28T20:00:00Z',
    ];
    expect(dues).toEqual(starts.flatMap((start) => limits.map((one) => dueOf(one, Date.parse(start), with_)?.at)));
  });
});
