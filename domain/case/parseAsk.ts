import { phrase } from '../../language/phrase.ts';
import type { ActionCommand, Ask } from './command.ts';
import type { FieldValues } from './event.ts';
import { reject, ok, type Result } from './rejection.ts';
import type { EnginePack } from '../pack/pack.ts';
import { own } from '../values/own.ts';

/** What the command asks, from fields that fit the pack's definitions; refused where something is missing all the same. */
export function parseAsk(pack: EnginePack, { action, fields, notes }: ActionCommand): Result<Ask> {
  const def = own(pack.actions, action);
  if (def?.kind === 'step')
    return ok({ action: 'step', step: action, fields, ...(def.flag === undefined ? {} : { flag: def.flag }) });
  const text = (name: string): string | undefined => textOf(fields, name);
  const reason = text('reason') ?? '';
  switch (action) {
    case 'accept':
    case 'close':
    case 'resume':
      return ok({ action });
    case 'refuse':
    case 'reopen':
      return ok({ action, reason });
    case 'assign':
      return assign(text('handler'), text('unit'));
    case 'dispatch':
      return dispatch(fields['departments']);
    case 'answer-dispatch':
      return ok({ action, ...optional('dispatch', text('dispatch')), substantive: fields['substantive'] !== false });
    case 're-route':
      return reroute(text('dispatch'), text('department'), reason);
    case 'refuse-dispatch':
      return ok({ action, ...optional('dispatch', text('dispatch')), reason });
    case 'rule-dispatch':
      return ok({ action, ...optional('dispatch', text('dispatch')), valid: fields['valid'] === true });
    case 'escalate':
      return ok({ action, to: text('to') ?? 'next' });
    case 'resolve':
      return ok({
        action,
        ...optional('outcome', text('outcome')),
        ...(fields['firstContact'] === true ? { firstContact: true } : {}),
      });
    case 'withdraw':
      return ok({ action, by: text('by') === 'administrator' ? 'administrator' : 'complainant', reason });
    case 'merge':
      return ok({ action, into: text('into') ?? '', ...optional('reason', text('reason')) });
    case 'freeze':
      return typeof fields['until'] === 'number'
        ? ok({ action, until: fields['until'] })
        : reject('field-invalid', phrase('period-not-over'), '/fields/until');
    case 'reclassify':
      return ok({ action, category: text('category') ?? '', reason });
    case 'add-channel':
      return ok({ action, channel: text('channel') ?? '' });
    case 'link':
      return link(text('no') ?? '', text('kind') ?? 'related');
    case 'promise':
      return typeof fields['promisedAt'] === 'number'
        ? ok({ action, promisedAt: fields['promisedAt'] })
        : reject('field-missing', phrase('give-promise'), '/fields/promisedAt');
    case 'edit':
      return Object.keys(fields).length === 0
        ? reject('field-missing', phrase('give-fields'), '/fields')
        : ok({ action, fields });
    case 'pause':
    case 'extend':
      return ok({ action, fields });
    case 'approve':
      return ok({ action, ...optional('request', text('request')) });
    case 'reject':
      return ok({ action, ...optional('request', text('request')), reason });
    case 'comment':
      return ok({ action, note: notes?.[0] ?? '' });
    default:
      return reject('action-unknown', phrase('action-not-known', { action }));
  }
}

function assign(handler: string | undefined, unit: string | undefined): Result<Ask> {
  return handler === undefined && unit === undefined
    ? reject('field-missing', phrase('name-handler-or-unit'), '/fields')
    : ok({ action: 'assign', ...optional('handler', handler), ...optional('unit', unit) });
}

function dispatch(departments: FieldValues[string] | undefined): Result<Ask> {
  const asked = Array.isArray(departments) ? [...new Set(departments as readonly string[])] : [];
  return asked.length === 0
    ? reject('field-missing', phrase('name-departments'), '/fields/departments')
    : ok({ action: 'dispatch', departments: asked });
}

function reroute(dispatched: string | undefined, department: string | undefined, reason: string): Result<Ask> {
  return department === undefined
    ? reject('field-missing', phrase('name-department'), '/fields/department')
    : ok({ action: 're-route', ...optional('dispatch', dispatched), department, reason });
}

const LINKS = ['related', 'repeat'] as const;

function link(no: string, kind: string): Result<Ask> {
  return kind === 'repeat' || kind === 'related'
    ? ok({ action: 'link', no, kind })
    : reject('field-invalid', phrase('one-of', { values: LINKS }), '/fields/kind');
}

function textOf(fields: FieldValues, name: string): string | undefined {
  const value = own(fields, name);
  return typeof value === 'string' ? value : undefined;
}

function optional<K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: string });
}
