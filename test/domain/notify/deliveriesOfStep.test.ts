import { say } from '../../../language/phrase.ts';
import { expect, it } from 'vitest';
import { act } from '../../../domain/decide/act.ts';
import { deliveriesOfDecision } from '../../../domain/notify/deliveriesOf.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { BASE, Given, HOUR, MINUTE, person, T0 } from '../../support/rules/specification.ts';

it('what lapsed before an action is told for the case as it stood, the rest for the case after', () => {
  const given = new Given();
  const late = act(
    ladderPack,
    given.state,
    { id: 'late', action: 'escalate', actor: person('handler'), fields: {} },
    T0 + HOUR + MINUTE,
    BASE,
  );
  if (!late.ok) throw new Error(say(late.rejection, 'en'));
  const [lapsed, ...others] = deliveriesOfDecision(ladderPack, 'c1', BASE, given.state, late.value.events);
  const [escalated] = late.value.events.filter((event) => event.type === 'LevelChanged').slice(-1);
  expect(escalated?.actor.id).toBe('handler-1');
  expect([lapsed?.level, lapsed?.items.map((item) => item.key)]).toEqual(['house', ['desk/1/due']]);
  expect(others.every((delivery) => delivery.level === late.value.state.level)).toBe(true);
  expect(lapsed?.level).not.toBe(late.value.state.level);
});
