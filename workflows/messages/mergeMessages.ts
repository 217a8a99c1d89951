/**
 * What cases say to each other, and what anybody with access to the server may send in their name: read by its form
 * alone.
 */

import { isPhraseId } from '../../language/phrase.ts';
import type { AbsorbAnswer, AbsorbAsk } from '../../contracts/complaintWorkflow.ts';
import { PERSON_ID } from '../../domain/case/namedActor.ts';
import { REJECTION_CODES } from '../../domain/case/rejection.ts';
import { isObject } from '../../domain/values/isObject.ts';

const ID = /^[\w.@:-]{1,120}$/;

export function isAbsorbAsk(value: unknown): value is AbsorbAsk {
  if (!isObject(value)) return false;
  const { ask, pack, drill, handover, actor } = value;
  return (
    isText(ask) &&
    isId(pack) &&
    typeof drill === 'boolean' &&
    typeof actor === 'string' &&
    PERSON_ID.test(actor) &&
    isHandover(handover)
  );
}

export function isAbsorbAnswer(value: unknown): value is AbsorbAnswer {
  if (!isObject(value) || !isText(value['ask'])) return false;
  const { rejection } = value;
  if (rejection === undefined) return true;
  const codes: readonly unknown[] = REJECTION_CODES;
  return isObject(rejection) && codes.includes(rejection['code']) && isPhraseId(rejection['phrase']);
}

function isHandover(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { no, dues, channels, access } = value;
  return isId(no) && areAll(dues, isDue) && areAll(channels, isId) && (access === undefined || isAccess(access));
}

function isDue(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { clock, subject, dueAt } = value;
  return isId(clock) && (subject === undefined || isId(subject)) && Number.isFinite(dueAt);
}

function isAccess(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { roles, recused } = value;
  return (roles === undefined || areAll(roles, isId)) && (recused === undefined || areAll(recused, isId));
}

function areAll(value: unknown, is: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is);
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && ID.test(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
