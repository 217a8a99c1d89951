import type { z } from 'zod';
import type { simulateBodySchema } from '../../contracts/httpPack.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import type { SimulationInput } from '../../domain/whatif/simulate.ts';
import { own } from '../../domain/values/own.ts';
import { PERSONAL, unknownAttribute } from './intakeOf.ts';
import { throwFirst } from './throwFirst.ts';

/** A request to simulate as the rules take it. Prose is nothing to a simulation but there or not. */
export function simulationInput(pack: EnginePack, body: z.infer<typeof simulateBodySchema>): SimulationInput {
  const { intake } = body;
  const attributes = attributesOf(pack, intake.complainant ?? {});
  const fields = Object.entries(intake.fields ?? {}).filter(([name]) => own(pack.fields, name)?.type !== 'note');
  return {
    at: Date.parse(body.at),
    intake: {
      channel: intake.channel,
      unit: intake.unit,
      category: intake.category ?? Object.keys(pack.categories)[0] ?? '',
      fields: Object.fromEntries([...fields, ...attributes]),
      ...(intake.object === undefined ? {} : { object: intake.object }),
      ...(intake.anonymous === undefined ? {} : { anonymous: intake.anonymous }),
      ...(intake.repeatOf === undefined ? {} : { repeatOf: intake.repeatOf }),
      ...(intake.representatives === undefined ? {} : { representatives: intake.representatives }),
    },
    script: body.script.map((step) => ({
      at: Date.parse(step.at),
      action: step.action,
      ...(step.fields === undefined ? {} : { fields: withoutProse(pack, step.action, step.fields) }),
      ...(step.actor === undefined ? {} : { actor: step.actor }),
    })),
    ...(body.until === undefined ? {} : { until: Date.parse(body.until) }),
  };
}

/**
 * What the pack asks of the complainant. Who they are is left out; what nobody knows is refused, as a registration
 * would.
 */
function attributesOf(
  pack: EnginePack,
  complainant: Readonly<Record<string, unknown>>,
): readonly (readonly [name: string, value: unknown])[] {
  const given = Object.entries(complainant).filter(([name]) => name !== 'anonymous' && !PERSONAL.includes(name));
  const known = Object.keys(pack.fields).filter((name) => own(pack.fields, name)?.on === 'complainant');
  const errors = given
    .filter(([name]) => !known.includes(name))
    .map(([name]) => unknownAttribute(known, `/intake/complainant/${name}`));
  throwFirst(errors);
  return given;
}

function withoutProse(
  pack: EnginePack,
  action: string,
  fields: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const defs = own(pack.actions, action)?.fields ?? {};
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      own(defs, name)?.type === 'note' && typeof value === 'string' && value !== '' ? `note/${name}` : value,
    ]),
  );
}
