import { z } from 'zod';
import { packSchema } from './packSchema.ts';

/** The format of a pack as JSON Schema (2020-12), for editors. Shapes only: `redress pack check` knows more. */
export function packJsonSchema(): Record<string, unknown> {
  const { $schema, $defs, ...whole } = z.toJSONSchema(packSchema, { io: 'input', unrepresentable: 'any' });
  // A pack that extends another holds only what differs, so that nothing in it is required and a list may be added to.
  const part = {
    type: 'object',
    required: ['id', 'extends', 'version', 'title'],
    propertyNames: { enum: Object.keys(whole.properties ?? {}) },
  };
  return { $schema, title: 'Redress policy pack', ...($defs === undefined ? {} : { $defs }), anyOf: [whole, part] };
}
