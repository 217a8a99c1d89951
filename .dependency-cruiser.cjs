// Who may import whom (docs/architecture.md). The left folder of each rule may reach nothing but what the rule lets
// through.
const npm = (...names) => names.map((name) => `node_modules/${name}`);
const only = (from, folders, packages, comment) => ({
  name: `${from}-imports`,
  severity: 'error',
  comment,
  from: { path: `^${from}/` },
  to: {
    pathNot: [
      ...folders.map((folder) => (folder.endsWith('.ts') ? `^${folder}$` : `^${folder}/`)),
      ...npm(...packages),
    ],
  },
});
const NODE =
  '^(node:)?(assert|buffer|child_process|crypto|events|fs|fs/promises|http|net|os|path|process|readline|stream|stream/promises|timers|timers/promises|tls|url|util|zlib|dns|tty|async_hooks|module)$';
const withNode = (rule) => ({ ...rule, to: { pathNot: [...rule.to.pathNot, NODE] } });

// The rooms of a folder, lowest first. A room imports from those before it, never from a later one, nor from one that
// stands beside it (`|`). Files in the folder itself stand above all its rooms.
const ROOMS = {
  contracts: 'http',
  domain:
    'values < time < pack < case < limits | fields < clocks < decide | notify | figures | registers | duties < migration < whatif',
  packs: 'source < schema < calendar | describe < check < load < coverage | figure | duty | year < report | return',
  store:
    'database < vault | idempotency < people | notifications | rules | duties | whatif | facts < figures | readModel | registers < log < repair | registration < year',
  workflows: 'run < bundle | ui < messages',
  activities: 'channels < notify < preflight | duties',
  api: 'problems < input | present < whatif < thread < process | organisation | duties < figures < http < cases < registers | reports < routes',
  cli:
    'output < installation < calendar | repair | cases | organisation | duties | demo | figures | year ' +
    '< registers | reports < packs < whatif | doctor < commands',
  runtime: 'machine < postgres | temporal',
  report: 'model < case | charts | csv | zip < html | typst | docx | xlsx',
};
/** Folders all of whose files are in rooms. */
const WHOLE = ['domain', 'packs', 'store'];
const roomsOf = (order) => order.split(/[<|]/).map((room) => room.trim());
const roomRules = Object.entries(ROOMS).flatMap(([folder, order]) => {
  const below = [];
  return order.split('<').flatMap((level) => {
    const rules = roomsOf(level).map((room) => ({
      name: `${folder}-${room}-imports-from-below`,
      severity: 'error',
      comment: `${folder}: ${order}`,
      from: { path: `^${folder}/${room}/` },
      to: { path: `^${folder}/`, pathNot: [...below, room].map((name) => `^${folder}/${name}/`) },
    }));
    below.push(...roomsOf(level));
    return rules;
  });
});
const outside = Object.entries(ROOMS).map(([folder, order]) => ({
  path: WHOLE.includes(folder) ? `^${folder}/` : `^${folder}/[^/]+/`,
  pathNot: `^${folder}/(${roomsOf(order).join('|')})/`,
}));
const inNoRoom = outside.flatMap((place) => [
  { name: 'in-no-room', severity: 'error', comment: 'name its room in ROOMS', from: place, to: {} },
  { name: 'in-no-room', severity: 'error', comment: 'name its room in ROOMS', from: {}, to: place },
]);

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'nothing imports in a circle',
      from: {},
      to: { circular: true },
    },
    ...roomRules,
    ...inNoRoom,
    only('language', ['language'], [], 'words in two languages, known to all'),
    only('domain', ['domain', 'language'], [], 'the rules are pure: no IO, no SDK'),
    only(
      'contracts',
      ['domain', 'contracts', 'language'],
      ['@temporalio/workflow', '@temporalio/common', 'zod', 'fflate'],
      'what processes say to each other',
    ),
    {
      name: 'zod-in-contracts',
      severity: 'error',
      comment: 'zod only in contracts/http/',
      from: { path: '^contracts/', pathNot: '^contracts/http/' },
      to: { path: 'node_modules/zod' },
    },
    only(
      'workflows',
      ['domain', 'contracts', 'workflows', 'language'],
      ['@temporalio/workflow', '@temporalio/common', '@noble/hashes', 'fflate'],
      'the deterministic shell',
    ),
    {
      name: 'workflows-reach',
      severity: 'error',
      comment: 'nothing that breaks determinism may be reachable',
      from: { path: '^workflows/' },
      to: { path: ['^(store|client|api|activities|contracts/http/)', 'node_modules/zod'], reachable: true },
    },
    withNode(
      only(
        'store',
        ['domain', 'store', 'contracts/activities.ts', 'language'],
        ['pg', '@types/pg', 'lru-cache', 'libphonenumber-js', 'kysely'],
        'PostgreSQL',
      ),
    ),
    withNode(
      only(
        'activities',
        ['domain', 'contracts', 'store', 'activities', 'language'],
        [
          '@temporalio/activity',
          '@temporalio/common',
          'nodemailer',
          '@types/nodemailer',
          'standardwebhooks',
          'liquidjs',
          'lru-cache',
        ],
        'effects',
      ),
    ),
    withNode(
      only(
        'report',
        ['domain', 'contracts', 'report', 'config/projectRoot.ts', 'language'],
        ['echarts', 'zrender', 'docx', 'write-excel-file', 'fflate'],
        'documents: from answers to bytes; knows no database',
      ),
    ),
    withNode(only('packs', ['domain', 'packs', 'language'], ['zod', 'yaml', 'liquidjs'], 'packs: parse and check')),
    withNode(
      only(
        'worker',
        [
          'domain',
          'activities',
          'store',
          'contracts',
          'config',
          'worker',
          'packs',
          'language',
          'client/figureContext.ts',
          'client/packRegistry.ts',
        ],
        ['@temporalio/worker', '@temporalio/common', '@temporalio/client'],
        'composes the worker; workflows by path only',
      ),
    ),
    withNode(
      only(
        'client',
        ['domain', 'contracts', 'store', 'packs', 'client', 'language'],
        ['@temporalio/client', '@temporalio/common', '@temporalio/worker/lib/(connection|runtime|logger).js'],
        'the way to a case; knows no HTTP',
      ),
    ),
    {
      name: 'api-not-temporal',
      severity: 'error',
      comment: 'the API reaches Temporal through client/ only',
      from: { path: '^api/' },
      to: { path: 'node_modules/@temporalio/' },
    },
    {
      name: 'api-not-workflows',
      severity: 'error',
      comment: 'the API talks to workflows by message only',
      from: { path: '^api/' },
      to: { path: '^(workflows|worker|activities)/' },
    },
    {
      name: 'nobody-imports-workflows',
      severity: 'error',
      comment: 'workflows are bundled by path',
      from: { path: '^(api|client|worker|cli|runtime|activities|store|packs|config)/' },
      to: { path: '^workflows/' },
    },
    withNode(
      only(
        'config',
        ['config', 'language'],
        ['zod', 'libphonenumber-js', '@temporalio/envconfig', 'pino'],
        'the environment',
      ),
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.cjs', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
