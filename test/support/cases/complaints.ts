/** Requests that tests register complaints with. Invented people. */

const complainant = { name: '测试甲', phone: '13900001234', tier: 'ordinary', segment: 'retail', holder: ['cash'] };

/** An ordinary complaint at an outlet; `over` replaces parts. */
export function outletComplaint(over: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    pack: 'cutover-emergency',
    channel: 'outlet',
    unit: 'outlet-renminlu',
    category: 'non-blueprint',
    complainant,
    demand: '请说明情况',
    drill: { speed: 2 },
    ...over,
  };
}

/** Somebody of the given number. */
export function caller(phone: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { ...complainant, phone, ...more };
}
