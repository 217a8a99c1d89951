import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../store/database/database.ts';
import { amongConnections } from '../../../store/database/inTurns.ts';

/** Answers when it is told to, and says how many statements it had at once. */
function slowConnection(): { db: Queryable; most: () => number; asked: () => number } {
  let [now, most, asked] = [0, 0, 0];
  const query = async (text: string): Promise<string> => {
    asked += 1;
    most = Math.max(most, (now += 1));
    await new Promise((resolve) => setTimeout(resolve, 2));
    now -= 1;
    if (text === 'wrong') throw new Error('wrong');
    return text;
  };
  return { db: { query } as unknown as Queryable, most: () => most, asked: () => asked };
}

describe('statements among connections', () => {
  it('run one at a time on each, and all are answered, also after one that fails', async () => {
    const [one, other] = [slowConnection(), slowConnection()];
    const { db } = amongConnections([one.db, other.db]);
    const texts = ['a', 'wrong', 'b', 'c', 'd', 'wrong', 'e'];
    const answers = await Promise.allSettled(texts.map((text) => db.query(text)));
    expect(answers.map(({ status }) => status === 'fulfilled')).toEqual(texts.map((text) => text !== 'wrong'));
    expect([one.most(), other.most()]).toEqual([1, 1]);
  });

  it('are over when the connections are given back: those that run are waited for, others never begin', async () => {
    const one = slowConnection();
    const { db, end } = amongConnections([one.db]);
    const asked = Promise.allSettled([db.query('a'), db.query('b')]);
    await end();
    expect((await asked).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await expect(db.query('c')).rejects.toThrow(/given back/);
    expect(one.asked()).toBe(1);
  });
});
