import type { Database } from '../../store/database/database.ts';

/** Of two closed cases in five an answer to the survey, of a hundred units a return each day, and a row of each series. */
export async function fillRegisters(db: Database): Promise<void> {
  await db.query(
    `insert into register_answers (pack_id, id, no, instrument, asked_at, reached, answered_at, score, items)
      select pack_id, no, no, 'satisfaction', ended_at + interval '1 day', true, ended_at + interval '2 days',
        1 + abs(hashtext(no)) % 5, '{"empathy": 4}' from fact_cases where stage = 'closed'
          and abs(hashtext(no)) % 5 < 2`,
  );
  await db.query(
    `insert into duty_days (pack_id, duty, unit, day, due_at, done_at, nil)
      select pack, 'daily-return', 'unit-' || n, day, day + interval '18 hours', day + interval '17 hours', true
      from (select distinct pack_id from fact_cases) p(pack), generate_series(1, 100) as n,
        generate_series(timestamp '2026-01-01', '2026-12-31', '1 day') as day`,
  );
  await db.query('vacuum analyze register_answers, duty_days');
}
