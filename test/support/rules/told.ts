import { faultsIn, say, type Fault } from '../../../language/phrase.ts';

/** The same with every phrase in it said in English, as a reader has it: `detail`, and `errors` by their pointers. */
export function told(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(told);
  if (typeof value !== 'object' || value === null) return value;
  if (!('phrase' in value)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, told(one)]));
  const { phrase: _, params: __, pointer: ___, ...rest } = value as Fault & Record<string, unknown>;
  const errors = faultsIn(value as Fault).map((one) => ({ pointer: one.pointer, detail: say(one, 'en') }));
  return { ...rest, detail: say(value as Fault, 'en'), ...(errors.length === 0 ? {} : { errors }) };
}
