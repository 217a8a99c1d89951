/**
 * What an action makes happen: the primary events, or a refusal. Whether the actor may ask is `can`; what follows is
 * `react`.
 */

import type { Decision } from './decision.ts';
import type { ActionCommand } from '../case/command.ts';
import { decideApproval } from './decideApproval.ts';
import { decideDispatch } from './decideDispatch.ts';
import type { FieldValues } from '../case/event.ts';
import { decideExtension } from '../clocks/extending.ts';
import { levelRank } from '../case/facts.ts';
import { escalationTarget } from './lapse.ts';
import { own } from '../values/own.ts';
import type { EnginePack } from '../pack/pack.ts';
import { decidePause, resumption } from '../clocks/pausing.ts';
import { ok, reject } from '../case/rejection.ts';
import type { CaseState } from '../case/state.ts';

/** Decides an action that `can` has let through. `at` is case time. */
export function decide(pack: EnginePack, state: CaseState, command: ActionCommand, at: number): Decision {
  const { action, fields } = command;
  const def = own(pack.actions, action);
  if (def?.kind === 'step')
    return ok([
      { type: 'StepRecorded', data: { step: action, fields, ...(def.flag === undefined ? {} : { flag: def.flag }) } },
    ]);
  return (
    decideDispatch(state, command) ??
    decideApproval(state, command) ??
    decideClock(pack, state, command, at) ??
    decideLifecycle(pack, state, command, text(fields), at)
  );
}

type Text = (name: string) => string | undefined;

function text(fields: FieldValues): Text {
  return (name) => {
    const value = own(fields, name);
    return typeof value === 'string' ? value : undefined;
  };
}

function decideLifecycle(
  pack: EnginePack,
  state: CaseState,
  command: ActionCommand,
  field: Text,
  at: number,
): Decision {
  const { action, actor, fields } = command;
  switch (action) {
    case 'accept':
      return ok([{ type: 'CaseAccepted', data: { handler: state.handler ?? actor.id } }]);
    case 'refuse':
      return ok([{ type: 'CaseRefused', data: { reason: field('reason') ?? '' } }]);
    case 'assign':
      return assign(state, field('handler'), field('unit'));
    case 'escalate':
      return escalate(pack, state, field('to'));
    case 'resolve':
      return ok([
        {
          type: 'CaseResolved',
          data: {
            ...optional('outcome', field('outcome')),
            ...(fields['firstContact'] === true ? { firstContact: true } : {}),
          },
        },
      ]);
    case 'close':
      return ok([{ type: 'CaseClosed', data: {} }]);
    case 'reopen':
      return ok([{ type: 'CaseReopened', data: { cycle: state.cycle + 1, reason: field('reason') ?? '' } }]);
    case 'withdraw':
      return ok([
        {
          type: 'CaseWithdrawn',
          data: {
            by: field('by') === 'administrator' ? 'administrator' : 'complainant',
            reason: field('reason') ?? '',
          },
        },
      ]);
    case 'merge':
      return ok([{ type: 'CaseMerged', data: { into: field('into') ?? '', ...optional('reason', field('reason')) } }]);
    case 'freeze':
      return freeze(state, fields['until'], at);
    case 'reclassify':
      return reclassify(pack, state, field('category') ?? '', field('reason') ?? '');
    case 'add-channel':
      return addChannel(pack, state, field('channel') ?? '');
    case 'link':
      return link(field('no') ?? '', field('kind') ?? 'related');
    case 'promise':
      return promise(state, fields['promisedAt'], at);
    case 'edit':
      return Object.keys(fields).length === 0
        ? reject('field-missing', 'give at least one field to change', '/fields')
        : ok([{ type: 'FieldsEdited', data: { fields } }]);
    case 'comment':
      return ok([{ type: 'CommentAdded', data: { note: command.notes?.[0] ?? '' } }]);
    default:
      return reject('action-unknown', `no such action: ${action}`);
  }
}

function assign(state: CaseState, handler: string | undefined, unit: string | undefined): Decision {
  if (handler === undefined && unit === undefined)
    return reject('field-missing', 'name a handler, a unit or both', '/fields');
  if (handler !== undefined && state.access?.recused?.includes(handler) === true)
    return reject('recused', 'whoever is named in the complaint cannot handle it', '/fields/handler');
  return ok([{ type: 'HandlerAssigned', data: { ...optional('handler', handler), ...optional('unit', unit) } }]);
}

function escalate(pack: EnginePack, state: CaseState, to: string | undefined): Decision {
  const target = escalationTarget(pack, state.level, to ?? 'next');
  if (target !== undefined) return ok([{ type: 'LevelChanged', data: { from: state.level, to: target } }]);
  const higher = pack.levels.slice(levelRank(pack, state.level) + 1).map((level) => level.id);
  return reject(
    'level-not-higher',
    higher.length === 0
      ? 'the case is at the highest level'
      : `a case only goes up; choose one of: ${higher.join(', ')}`,
    '/fields/to',
  );
}

function reclassify(pack: EnginePack, state: CaseState, category: string, reason: string): Decision {
  const def = own(pack.categories, category);
  if (def === undefined)
    return reject(
      'category-unknown',
      `no such category; choose one of: ${Object.keys(pack.categories).join(', ')}`,
      '/fields/category',
    );
  if (category === state.category)
    return reject('already-done', 'the case is of that category already', '/fields/category');
  const missing = (def.require ?? []).filter((name) => own(state.fields, name) === undefined);
  if (missing.length > 0)
    return reject('field-missing', `the category needs: ${missing.join(', ')}; give it first`, '/fields/category');
  return ok([{ type: 'CategoryChanged', data: { from: state.category, to: category, reason } }]);
}

const LINKS = ['related', 'repeat'] as const;

function link(no: string, kind: string): Decision {
  if (kind === 'repeat' || kind === 'related') return ok([{ type: 'CaseLinked', data: { no, kind } }]);
  return reject('field-invalid', `must be one of: ${LINKS.join(', ')}`, '/fields/kind');
}

function addChannel(pack: EnginePack, state: CaseState, channel: string): Decision {
  if (own(pack.channels, channel) === undefined)
    return reject(
      'channel-unknown',
      `no such channel; choose one of: ${Object.keys(pack.channels).join(', ')}`,
      '/fields/channel',
    );
  if (state.channels.includes(channel))
    return reject('already-done', 'the case has come by that channel already', '/fields/channel');
  return ok([{ type: 'ChannelAdded', data: { channel } }]);
}

function promise(state: CaseState, promisedAt: FieldValues[string] | undefined, at: number): Decision {
  if (typeof promisedAt !== 'number') return reject('field-missing', 'give the promised moment', '/fields/promisedAt');
  if (promisedAt <= at) return reject('instant-in-the-past', 'a promise lies in the future', '/fields/promisedAt');
  return ok([{ type: 'PromiseMade', data: { promisedAt, deferral: state.promisedAt !== undefined } }]);
}

/** The class at the close of a period. A later period may be closed too; an earlier one cannot be closed again. */
function freeze(state: CaseState, until: FieldValues[string] | undefined, at: number): Decision {
  if (typeof until !== 'number' || until > at)
    return reject('field-invalid', 'a period is closed once it is over', '/fields/until');
  if (state.registeredAt > until) return reject('condition-not-met', 'the case is not of that period', '/fields/until');
  if (state.frozen !== undefined && state.frozen.until >= until)
    return reject('already-done', 'the class is frozen already');
  return ok([{ type: 'ClassFrozen', data: { class: state.class, until } }]);
}

/** Pauses and extensions: the recorded ways in which a due moment moves. */
function decideClock(pack: EnginePack, state: CaseState, command: ActionCommand, at: number): Decision | undefined {
  const { action, fields } = command;
  if (action === 'pause') return decidePause(pack, state, fields, at);
  if (action === 'resume') return ok(resumption(pack, state, at, false));
  return action === 'extend' ? decideExtension(pack, state, fields, at) : undefined;
}

function optional<K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: string });
}
