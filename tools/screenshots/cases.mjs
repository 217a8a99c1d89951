/** Slow enough to be caught between two rungs, quick enough to wait for: an hour in fifteen seconds. */
const SPEED = 240;

/**
 * Makes a case that nobody answers until it has gone up to its province, one with a refused action, one answered in
 * time and one of another channel. Returns their numbers.
 */
export async function makeCases(installation) {
  const { api } = installation.ready;
  const ask = async (path, body, actor = 'local') => {
    const answer = await fetch(api + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', 'x-redress-actor': actor },
      body: body && JSON.stringify(body),
    });
    const said = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${said.detail}`);
    return said;
  };
  const open = async (phone, over) => {
    const complainant = { name: '演练', phone: `1390000000${phone}` };
    const usual = { pack: 'branch-emergency', channel: 'outlet', unit: 'outlet-renminlu', category: 'non-blueprint' };
    const { no } = await ask('/v1/complaints', { ...usual, complainant, demand: '演练', ...over });
    return no;
  };
  const act = (no, action, actor, fields = {}) => ask(`/v1/complaints/${no}/actions/${action}`, { fields }, actor);

  const lapsed = await open(1, { fields: { siteVisit: true }, drill: { speed: SPEED } });
  await act(lapsed, 'assign', 'head-renminlu', { handler: 'handler-renminlu' });
  const refused = await open(2, { fields: { siteVisit: false }, drill: { speed: SPEED } });
  for (const no of [lapsed, refused])
    await signal(installation, no, 'reply', 'clerk-renminlu', { outcome: 'explained' });
  const inTime = await open(3, { unit: 'outlet-jiefanglu', fields: { siteVisit: true } });
  await act(inTime, 'assign', 'liaison-jiefanglu', { handler: 'handler-jiefanglu' });
  await act(inTime, 'accept', 'handler-jiefanglu');
  await act(inTime, 'arrive', 'handler-jiefanglu');
  await act(inTime, 'reply', 'handler-jiefanglu', { outcome: 'explained' });
  await act(inTime, 'report', 'handler-jiefanglu');
  const other = await open(4, { unit: 'province-centre', channel: 'hotline-95566' });
  while ((await ask(`/v1/complaints/${lapsed}`)).level !== 'province')
    await new Promise((resolve) => setTimeout(resolve, 500));
  // What it told then has arrived, and is found.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  return { lapsed, refused, inTime, other };
}

/** As an administrator does it. */
async function signal(installation, no, name, actor, fields) {
  const input = JSON.stringify({ id: 'crm-4711', actor, fields });
  const where = ['--workflow-id', `redress-complaint/${no}`, '--name', name, '--input', input];
  const { code, out } = await installation.command('temporal', 'workflow', 'signal', ...where);
  if (code !== 0) throw new Error(out);
}
