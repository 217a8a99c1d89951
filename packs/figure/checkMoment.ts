import { own } from '../../domain/values/own.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { unknownName, type Findings, type Path } from '../source/fault.ts';

/** `steps.<step>` has a step of the pack. */
export function* checkMoment(pack: AuthoredPack, moment: string, path: Path): Findings {
  const step = /^steps\.(.*)$/.exec(moment)?.[1];
  if (step !== undefined && own(pack.steps, step) === undefined)
    yield unknownName('step', step, Object.keys(pack.steps), path);
}
