import { z } from 'zod';

/** Errors by RFC 9457. `code` is stable; `errors` point into the request. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  no: z.string().optional().describe('With `reference-known`: the complaint that is there, if you may know of it'),
  allowed: z.array(z.string()).optional().describe('With 409: what may be done now'),
});

export type ProblemBody = z.infer<typeof problemSchema>;
