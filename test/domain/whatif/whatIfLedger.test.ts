import { describe, expect, it } from 'vitest';
import { WhatIfLedger } from '../../../domain/whatif/whatIfLedger.ts';

const need = { approval: 'payment', field: 'amount', amount: 1, max: 1_000, already: 100, perCustomer: true };
const left = (ledger: WhatIfLedger, customer = 'a', approval = 'payment'): number =>
  ledger.left(customer, { ...need, approval });

describe('what is left of a cap while cases are lived again', () => {
  it('is all of it, less what was paid elsewhere before', () => {
    expect(left(new WhatIfLedger())).toBe(900);
  });

  it('is less all amounts that are held under the same approval for the same customer', () => {
    const ledger = new WhatIfLedger();
    ledger.hold('a', 'c1/x', { approval: 'payment', amount: 300 });
    ledger.hold('a', 'c2/x', { approval: 'payment', amount: 200 });
    expect([left(ledger), left(ledger, 'b'), left(ledger, 'a', 'waiver')]).toEqual([400, 900, 900]);
    ledger.hold('a', 'c1/x', { approval: 'payment', amount: 350 });
    expect(left(ledger)).toBe(350);
  });

  it('is free again once it is released, and nothing else is', () => {
    const ledger = new WhatIfLedger();
    ledger.hold('a', 'c1/x', { approval: 'payment', amount: 300 });
    ledger.hold('a', 'c2/x', { approval: 'payment', amount: 200 });
    ledger.release('b', 'c1/x');
    ledger.release('a', 'c3/x');
    expect(left(ledger)).toBe(400);
    ledger.release('a', 'c1/x');
    expect(left(ledger)).toBe(700);
  });
});
