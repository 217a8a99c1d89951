import type { Measurement } from '../figures/measurement.ts';
import { pssMb } from '../figures/processCost.ts';

/** Memory of each process at the end of what was measured before. */
export const memory: Measurement = ({ bed }) => {
  const minimal = bed.pids('minimal');
  return Promise.resolve(
    Object.entries(bed.pids('redress')).map(([name, pid]) => {
      const own = name === 'worker' ? minimal.worker : undefined;
      return {
        what: `memory, ${name}`,
        unit: 'MB PSS',
        redress: pssMb(pid),
        ...(own === undefined ? {} : { minimal: pssMb(own) }),
      };
    }),
  );
};
