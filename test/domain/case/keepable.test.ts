import { expect, it } from 'vitest';
import { keepable, reject } from '../../../domain/case/rejection.ts';
import { phrase } from '../../../language/phrase.ts';

it('a refusal is kept with its values, never with prose typed as the name of a field', () => {
  const known = reject(
    'cap-exhausted',
    phrase('cap-left', { max: '5.00', left: '1.00', amount: '2.00' }),
    '/fields/to',
  );
  expect(keepable(known.rejection)).toEqual(known.rejection);
  const typed = phrase('only-id-of-actor', { keys: ['name', 'Li Ming 13900000000'] });
  expect(keepable(reject('field-invalid', typed, '/fields/王 五').rejection)).toEqual({
    code: 'field-invalid',
    phrase: 'only-id-of-actor',
    params: { keys: ['name', '…'] },
    pointer: '…',
  });
});
