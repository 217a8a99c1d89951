import { phrase } from '../../language/phrase.ts';
import type { Actor, CaseEvent, Decision } from '../case/event.ts';
import type { Ask } from '../case/command.ts';
import { classify } from '../case/classify.ts';
import { levelRank } from '../case/factValues.ts';
import { ok, reject } from '../case/rejection.ts';
import type { CaseState } from '../case/state.ts';
import { decideExtension } from '../clocks/extending.ts';
import { decidePause, resumption } from '../clocks/pausing.ts';
import type { EnginePack } from '../pack/pack.ts';
import { defined, own } from '../values/own.ts';
import { decideApproval } from './decideApproval.ts';
import { decideDispatch } from './decideDispatch.ts';
import { categoryUnknown, channelUnknown, promiseNotAhead } from './openCase.ts';
import { escalationTarget } from './routing.ts';

/** The primary events of what `refusalFor` allows; `withConsequences` adds what follows. `at` is case time. */
export function decide(pack: EnginePack, state: CaseState, ask: Ask, actor: Actor, at: number): Decision {
  switch (ask.action) {
    case 'step':
      return one({ type: 'StepRecorded', data: asked(ask) });
    case 'accept':
      return one({ type: 'CaseAccepted', data: { handler: state.handler ?? actor.id } });
    case 'refuse':
      return one({ type: 'CaseRefused', data: { reason: ask.reason } });
    case 'assign':
      return ask.handler !== undefined && state.access?.recused?.includes(ask.handler) === true
        ? reject('recused', phrase('named-person-not-handler'), '/fields/handler')
        : one({ type: 'HandlerAssigned', data: asked(ask) });
    case 'dispatch':
    case 'answer-dispatch':
    case 're-route':
    case 'refuse-dispatch':
    case 'rule-dispatch':
      return decideDispatch(state, ask);
    case 'approve':
    case 'reject':
      return decideApproval(pack, state, ask, actor);
    case 'escalate':
      return escalate(pack, state, ask.to);
    case 'resolve':
      return one({ type: 'CaseResolved', data: asked(ask) });
    case 'close':
      return one({ type: 'CaseClosed', data: {} });
    case 'reopen':
      return one({ type: 'CaseReopened', data: { cycle: state.cycle + 1, reason: ask.reason } });
    case 'withdraw':
      return one({ type: 'CaseWithdrawn', data: asked(ask) });
    case 'merge':
      return one({ type: 'CaseMerged', data: asked(ask) });
    case 'freeze':
      return freeze(pack, state, ask.until, at);
    case 'reclassify':
      return reclassify(pack, state, ask.category, ask.reason);
    case 'add-channel':
      return addChannel(pack, state, ask.channel);
    case 'link':
      return one({ type: 'CaseLinked', data: asked(ask) });
    case 'promise':
      return promise(state, ask.promisedAt, at);
    case 'pause':
      return decidePause(pack, state, ask.fields, at);
    case 'resume':
      return ok(resumption(state, at, false));
    case 'extend':
      return decideExtension(pack, state, ask.fields, at);
    case 'edit':
      return one({ type: 'FieldsEdited', data: asked(ask) });
    case 'comment':
      return one({ type: 'CommentAdded', data: asked(ask) });
    default:
      return ask satisfies never;
  }
}

function one(event: CaseEvent): Decision {
  return ok([event]);
}

/** Without the name of the action. */
function asked<A extends Ask>({ action: _action, ...rest }: A): Omit<A, 'action'> {
  return rest;
}

function escalate(pack: EnginePack, state: CaseState, to: string): Decision {
  const target = escalationTarget(pack, state.level, to);
  if (target !== undefined) return one({ type: 'LevelChanged', data: { from: state.level, to: target } });
  const levels = pack.levels.slice(levelRank(pack, state.level) + 1).map((level) => level.id);
  const said = levels.length === 0 ? phrase('at-highest-level') : phrase('only-upwards', { levels });
  return reject('level-not-higher', said, '/fields/to');
}

function reclassify(pack: EnginePack, state: CaseState, category: string, reason: string): Decision {
  const def = own(pack.categories, category);
  if (def === undefined) return categoryUnknown(pack, '/fields/category');
  if (category === state.category) return reject('already-done', phrase('same-category'), '/fields/category');
  const fields = (def.require ?? []).filter((name) => own(state.fields, name) === undefined);
  return fields.length === 0
    ? one({ type: 'CategoryChanged', data: { from: state.category, to: category, reason } })
    : reject('field-missing', phrase('category-needs-first', { fields }), '/fields/category');
}

function addChannel(pack: EnginePack, state: CaseState, channel: string): Decision {
  if (own(pack.channels, channel) === undefined) return channelUnknown(pack, '/fields/channel');
  if (state.channels.includes(channel)) return reject('already-done', phrase('same-channel'), '/fields/channel');
  return one({ type: 'ChannelAdded', data: { channel } });
}

function promise(state: CaseState, promisedAt: number, at: number): Decision {
  if (promisedAt <= at) return promiseNotAhead();
  return one({ type: 'PromiseMade', data: { promisedAt, deferral: state.promisedAt !== undefined } });
}

/**
 * The class as it was at the close of a period; what it became since is an adjustment already. Periods are closed in
 * order, each once.
 */
function freeze(pack: EnginePack, state: CaseState, until: number, at: number): Decision {
  if (until > at) return reject('field-invalid', phrase('period-not-over'), '/fields/until');
  if (state.registeredAt > until) return reject('condition-not-met', phrase('not-of-period'), '/fields/until');
  if (state.frozen !== undefined && state.frozen.until >= until)
    return reject('already-done', phrase('frozen-already'));
  const { class: now, classes } = state;
  const then = classes.findLast(({ since }) => since <= until)?.class ?? now;
  const frozen: CaseEvent = { type: 'ClassFrozen', data: { class: then, until } };
  if (then === now) return ok([frozen]);
  const adjusted = { from: then, to: now, frozen: then, ...defined({ rule: classify(pack, state).rule }) };
  return ok([frozen, { type: 'ClassAdjusted', data: adjusted }]);
}
