import { phrase } from '../../language/phrase.ts';
import { defined, own } from '../values/own.ts';
import type { ActionCommand, Ask } from './command.ts';
import { reject, ok, type Result } from './rejection.ts';
import type { EnginePack } from '../pack/pack.ts';

/** Takes fields that fit the pack's definitions; refuses what is still missing. */
export function parseAsk(
  pack: EnginePack,
  { action, fields, notes }: Pick<ActionCommand, 'action' | 'fields' | 'notes'>,
): Result<Ask> {
  const def = own(pack.actions, action);
  if (def?.kind === 'step') return ok({ action: 'step', step: action, fields, ...defined({ flag: def.flag }) });
  const text = (name: string): string | undefined => {
    const value = own(fields, name);
    return typeof value === 'string' ? value : undefined;
  };
  const texts = <Name extends string>(...names: readonly Name[]): { readonly [N in Name]?: string } =>
    defined(Object.fromEntries(names.map((name) => [name, text(name)])));
  const reason = text('reason') ?? '';
  switch (action) {
    case 'accept':
    case 'close':
    case 'resume':
      return ok({ action });
    case 'refuse':
    case 'reopen':
      return ok({ action, reason });
    case 'assign': {
      const named = texts('handler', 'unit');
      return Object.keys(named).length === 0
        ? reject('field-missing', phrase('name-handler-or-unit'), '/fields')
        : ok({ action, ...named });
    }
    case 'dispatch': {
      const { departments } = fields;
      return Array.isArray(departments) && departments.length > 0
        ? ok({ action, departments: [...new Set<string>(departments)] })
        : reject('field-missing', phrase('name-departments'), '/fields/departments');
    }
    case 'answer-dispatch':
      return ok({ action, ...texts('dispatch'), substantive: fields['substantive'] !== false });
    case 're-route': {
      const department = text('department');
      return department === undefined
        ? reject('field-missing', phrase('name-department'), '/fields/department')
        : ok({ action, ...texts('dispatch'), department, reason });
    }
    case 'refuse-dispatch':
      return ok({ action, ...texts('dispatch'), reason });
    case 'rule-dispatch':
      return ok({ action, ...texts('dispatch'), valid: fields['valid'] === true });
    case 'escalate':
      return ok({ action, to: text('to') ?? 'next' });
    case 'resolve':
      return ok({ action, ...texts('outcome'), ...(fields['firstContact'] === true ? { firstContact: true } : {}) });
    case 'withdraw':
      return ok({ action, by: text('by') === 'administrator' ? 'administrator' : 'complainant', reason });
    case 'merge':
      return ok({ action, into: text('into') ?? '', ...texts('reason') });
    case 'freeze':
      return typeof fields['until'] === 'number'
        ? ok({ action, until: fields['until'] })
        : reject('field-invalid', phrase('period-not-over'), '/fields/until');
    case 'reclassify':
      return ok({ action, category: text('category') ?? '', reason });
    case 'add-channel':
      return ok({ action, channel: text('channel') ?? '' });
    case 'link': {
      const kind = text('kind') ?? 'related';
      return kind === 'related' || kind === 'repeat'
        ? ok({ action, no: text('no') ?? '', kind })
        : reject('field-invalid', phrase('one-of', { values: ['related', 'repeat'] }), '/fields/kind');
    }
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
      return ok({ action, ...texts('request') });
    case 'reject':
      return ok({ action, ...texts('request'), reason });
    case 'comment':
      return ok({ action, note: notes?.[0] ?? '' });
    default:
      return reject('action-unknown', phrase('action-not-known', { action }));
  }
}
