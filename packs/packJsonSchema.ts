import { z } from 'zod';
import { packSchema } from './packSchema.ts';

/** The format of a pack as JSON Schema (2020-12), for editors. Shapes only: `redress pack check` knows more. */
export function packJsonSchema(): Record<string, unknown> {
  return { title: 'Redress policy pack', ...z.toJSONSchema(packSchema, { io: 'input', unrepresentable: 'any' }) };
}
