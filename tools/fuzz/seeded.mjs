/** Registers some drills and tells what there is to ask about: numbers, names, and the fields that actions take. */
export async function seeded(api) {
  const get = async (path) => (await fetch(api + path)).json();
  const pack = (await get('/v1/packs/cutover-emergency')).pack;
  const units = (await get('/v1/units?limit=200')).items.map((one) => one.id);
  const people = (await get('/v1/people?limit=200')).items.map((one) => one.id);
  const packs = (await get('/v1/packs')).items.map((one) => one.id);
  const complainant = { name: '测试甲', phone: '13900001234' };
  const views = [];
  for (let index = 0; index < 4; index += 1) {
    const body = {
      ...{ pack: pack.id, channel: 'outlet', unit: 'outlet-renminlu', category: 'non-blueprint', complainant },
      ...{ demand: '请说明情况', drill: { speed: 2 + index } },
    };
    const answer = await fetch(`${api}/v1/complaints`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (answer.status !== 201) throw new Error(`a complaint was answered ${answer.status}: ${await answer.text()}`);
    views.push(await answer.json());
  }
  const offered = [];
  for (const person of people)
    offered.push(
      ...((
        await (await fetch(`${api}/v1/complaints/${views[0].no}`, { headers: { 'X-Redress-Actor': person } })).json()
      ).allowedActions ?? []),
    );
  return {
    cases: views.map((view) => view.no),
    receipts: views.map((view) => view.receiptCode),
    clocks: Object.keys(pack.clocks),
    packs,
    people,
    units,
    actions: Object.fromEntries([
      ...Object.keys({ ...pack.actions, ...pack.steps }).map((id) => [id, []]),
      ...offered.map(({ id, fields }) => [id, fields]),
    ]),
    intake: {
      pack: [pack.id],
      object: pack.objects,
      channel: Object.keys(pack.channels),
      unit: units.filter((id) => id.startsWith('outlet')),
      category: Object.keys(pack.categories),
      complainant: [complainant, { ...complainant, phone: '13900005678' }],
      drill: [{ speed: 2 }, { speed: 100_000 }],
    },
  };
}
