/** SQL on `cases`: not ended, or a clock may still act. */
export const MAY_STILL_ACT = `(stage not in ('closed', 'refused', 'withdrawn', 'merged') or exists (select from clocks k
  where k.no = cases.no and k.status in ('running', 'paused', 'missed')))`;
