import type { z } from 'zod';
import type { simulateBodySchema } from '../../contracts/http/httpPack.ts';
import type { FieldDef, EnginePack } from '../../domain/pack/pack.ts';
import { defined, own } from '../../domain/values/own.ts';
import type { SimulationInput } from '../../domain/whatif/simulate.ts';
import { throwFirst } from '../problems/problem.ts';
import { attributesOf } from './intakeOf.ts';

/** Nothing personal, and of prose only whether it is there. */
export function simulationInput(pack: EnginePack, body: z.infer<typeof simulateBodySchema>): SimulationInput {
  const { channel, unit, category, object, anonymous, repeatOf, representatives, complainant, fields } = body.intake;
  const { attributes, faults } = attributesOf(pack, complainant ?? {}, '/intake/complainant');
  throwFirst(faults);
  const typed = Object.entries(fields ?? {}).filter(([name]) => own(pack.fields, name)?.type !== 'note');
  return {
    at: Date.parse(body.at),
    intake: {
      channel,
      unit,
      category: category ?? Object.keys(pack.categories)[0] ?? '',
      fields: { ...Object.fromEntries(typed), ...attributes },
      ...defined({ object, anonymous, repeatOf, representatives }),
    },
    script: body.script.map(({ at, action, fields: given, actor }) => ({
      at: Date.parse(at),
      action,
      ...defined({ fields: given && withoutProse(own(pack.actions, action)?.fields ?? {}, given), actor }),
    })),
    ...defined({ until: body.until === undefined ? undefined : Date.parse(body.until) }),
  };
}

function withoutProse(
  defs: Readonly<Record<string, FieldDef>>,
  fields: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      own(defs, name)?.type === 'note' && typeof value === 'string' && value !== '' ? `note/${name}` : value,
    ]),
  );
}
