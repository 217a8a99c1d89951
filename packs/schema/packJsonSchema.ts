import { z } from 'zod';
import { packSchema } from './packSchema.ts';

/** JSON Schema (2020-12) of a pack, for editors. Shapes only: `redress pack check` knows more. */
export function packJsonSchema(): Record<string, unknown> {
  const { $schema, $defs, ...whole } = z.toJSONSchema(packSchema, { io: 'input', unrepresentable: 'any' });
  // What extends another pack holds only what differs, so nothing is required, and lists may be added to.
  const part = {
    type: 'object',
    required: ['id', 'extends', 'version', 'title'],
    propertyNames: { enum: Object.keys(whole.properties ?? {}) },
  };
  return { $schema, title: 'Redress policy pack', ...($defs === undefined ? {} : { $defs }), anyOf: [whole, part] };
}
