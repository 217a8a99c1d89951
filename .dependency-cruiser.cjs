// Who may import whom (CONTRIBUTING.md). The left folder of each rule may reach nothing but what the rule lets through.
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
  '^(node:)?(assert|buffer|child_process|crypto|events|fs|fs/promises|http|net|os|path|process|readline|stream|stream/promises|timers|timers/promises|url|util|zlib|dns|tty|async_hooks|module)$';
const withNode = (rule) => ({ ...rule, to: { pathNot: [...rule.to.pathNot, NODE] } });

module.exports = {
  forbidden: [
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
      comment: 'zod only in contracts/http*',
      from: { path: '^contracts/', pathNot: '^contracts/http' },
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
      to: { path: ['^(store|api|activities|contracts/http)', 'node_modules/zod'], reachable: true },
    },
    withNode(
      only(
        'store',
        ['domain', 'store', 'contracts/activities.ts', 'language'],
        ['pg', '@types/pg', 'lru-cache', 'libphonenumber-js'],
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
    withNode(only('packs', ['domain', 'packs', 'language'], ['zod', 'yaml', 'liquidjs'], 'packs: parse and check')),
    withNode(
      only(
        'worker',
        ['domain', 'activities', 'store', 'contracts', 'config', 'worker', 'packs', 'language'],
        ['@temporalio/worker', '@temporalio/common', '@temporalio/client'],
        'composes the worker; workflows by path only',
      ),
    ),
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
      from: { path: '^(api|worker|cli|runtime|activities|store|packs|config)/' },
      to: { path: '^workflows/' },
    },
    withNode(only('config', ['config'], ['zod', 'libphonenumber-js'], 'the environment')),
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
