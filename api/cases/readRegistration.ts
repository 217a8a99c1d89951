import type { z } from 'zod';
import { engineAt, type RegisteredPack } from '../../client/packRegistry.ts';
import { createComplaintSchema } from '../../contracts/http/httpComplaint.ts';
import type { Actor } from '../../domain/case/event.ts';
import { reject, togetherAs, type Rejection } from '../../domain/case/rejection.ts';
import type { RepeatRule } from '../../domain/case/repeats.ts';
import { openingFaults, outsideWindow } from '../../domain/decide/openCase.ts';
import { referencesIn } from '../../domain/fields/reference.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { own } from '../../domain/values/own.ts';
import { faultsIn, phrase } from '../../language/phrase.ts';
import { repeatRuleOf } from '../../packs/load/repeatRuleOf.ts';
import { column } from '../../store/database/database.ts';
import { checkReferences } from '../../store/readModel/checkReferences.ts';
import { atComplainant, intakeOf, type ParsedIntake } from '../input/intakeOf.ts';
import { problemOf } from '../problems/problem.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import { packAsked } from './packAsked.ts';
import { readPast, type GivenPast, type ReadAction } from './readPast.ts';

type Body = z.infer<typeof createComplaintSchema>;

type Asking = Readonly<{
  actor: Actor;
  /** Of the unit; `undefined`: there is no such unit. */
  level: string | undefined;
  /** Registration, epoch ms. */
  at: number;
  past?: GivenPast;
}>;

export interface ReadIntake extends ParsedIntake {
  readonly category: string;
  readonly engine: EnginePack;
  readonly repeat: RepeatRule | undefined;
  /** Of the calendars that it was read with. */
  readonly revision: number;
  readonly at: number;
  /** What was done on it; absent where it is new. */
  readonly past: readonly ReadAction[] | undefined;
}

/** Throws everything that is wrong, named together. */
export async function readRegistration(
  deps: ApiDependencies,
  body: Body,
  asking: Asking,
  { engine, authored }: RegisteredPack,
): Promise<ReadIntake> {
  const { revision } = deps.packs;
  const { at, actor, past: given } = asking;
  const { intake, refused } = await examine(deps, engine, body, asking);
  const past = given && (await readPast(deps.db, engine, given, actor));
  const rejection = togetherAs([...refused, ...(past?.refused ?? [])]);
  if (rejection !== undefined) throw problemOf(rejection);
  const category = categoryOf(engine, body) ?? '';
  const days = engineAt(engine, at, past === undefined ? at : Date.now());
  const repeat = repeatRuleOf(authored);
  return { ...intake, category, engine: days, repeat, revision, at, past: past?.actions };
}

/** What else is wrong with a body whose form is wrong in part. */
export async function faultsBeside(
  deps: ApiDependencies,
  given: unknown,
  asking: Pick<Asking, 'actor' | 'at'>,
): Promise<readonly Rejection[]> {
  if (typeof given !== 'object' || given === null) return [];
  const body: Record<string, unknown> = {};
  const spoilt: string[] = [];
  for (const [name, schema] of Object.entries(createComplaintSchema.shape)) {
    const read = schema.safeParse(own(given as Record<string, unknown>, name));
    if (read.success) body[name] = read.data;
    else spoilt.push(`/${name}`);
  }
  if (spoilt.includes('/pack')) return [];
  const [level] = await column<string>(deps.db, 'select level from units where id = $1', [body['unit']]);
  const found = await packAsked(deps, (body as Partial<Body>).pack);
  const refused = found.ok
    ? (await examine(deps, found.value.engine, body, { ...asking, level })).refused
    : [found.rejection];
  return refused
    .flatMap((one) => {
      const parts = faultsIn(one);
      return parts.length === 0 ? [one] : parts.map((part) => ({ code: one.code, ...part }));
    })
    .filter(({ pointer = '' }) => !spoilt.includes(/^\/[^/]*/.exec(pointer)?.[0] ?? ''));
}

async function examine(
  { db }: ApiDependencies,
  engine: EnginePack,
  body: Partial<Body>,
  { actor, level, at }: Asking,
): Promise<Readonly<{ intake: ParsedIntake; refused: readonly Rejection[] }>> {
  const { intake, rejection } = intakeOf(engine, body, at);
  const unknown = await checkReferences(db, referencesIn(engine.fields, intake.fields), actor);
  const refused = [
    rejection,
    unitFault(engine, level),
    unknown && atComplainant(engine, unknown),
    body.drill === undefined ? outsideWindow(engine, at) : undefined,
    // A field that was given and cannot be read is not said to be missing as well.
    ...takingFaults(engine, body, intake, actor, at).filter(({ pointer }) => !isNamed(rejection, pointer)),
  ];
  return { intake, refused: refused.filter((one) => one !== undefined) };
}

function isNamed(rejection: Rejection | undefined, pointer: string | undefined): boolean {
  if (rejection === undefined || pointer === undefined) return false;
  return rejection.pointer === pointer || faultsIn(rejection).some((fault) => fault.pointer === pointer);
}

function unitFault(engine: EnginePack, level: string | undefined): Rejection | undefined {
  if (level === undefined) return reject('unit-unknown', phrase('no-unit'), '/unit').rejection;
  const levels = engine.levels.map((one) => one.id);
  // The levels of a pack are those of the organisation where its roles are held at them.
  const same = Object.values(engine.roles).every((role) => role.level === undefined);
  if (same || levels.includes(level)) return undefined;
  return reject('field-invalid', phrase('unit-level', { level, levels }), '/unit').rejection;
}

function takingFaults(
  engine: EnginePack,
  body: Partial<Body>,
  { fields }: ParsedIntake,
  actor: Actor,
  at: number,
): readonly Rejection[] {
  const { channel = '', object = engine.objects[0] ?? '' } = body;
  const category = categoryOf(engine, body);
  const faults = openingFaults(engine, { channel, object, category: category ?? '', fields, actor }, at);
  if (category !== undefined) return faults;
  const said = phrase('category-required', { categories: Object.keys(engine.categories) });
  const missing = reject('field-missing', said, '/category').rejection;
  return [...faults.filter(({ pointer }) => pointer !== '/category'), missing];
}

/** One of several is never guessed. */
function categoryOf(engine: EnginePack, { category }: Partial<Body>): string | undefined {
  const [only, ...others] = Object.keys(engine.categories);
  return category ?? (others.length === 0 ? only : undefined);
}
