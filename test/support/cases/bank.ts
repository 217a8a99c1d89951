import type { Organisation } from '../../../store/people/organisation.ts';

/** A small invented branch for tests of the API: everybody whom the cutover plan tells or asks. */
export const bank: Organisation = {
  units: [
    { id: 'head-office', name: '总行', level: 'head-office' },
    { id: 'province-centre', name: '省行中心', level: 'province', parent: 'head-office' },
    { id: 'branch-office', name: '分行', level: 'branch', parent: 'province-centre' },
    { id: 'outlet-renminlu', name: '人民路支行', level: 'outlet', parent: 'branch-office' },
    { id: 'outlet-jiefanglu', name: '解放路支行', level: 'outlet', parent: 'branch-office' },
    { id: 'dept-operations', name: '运营部', level: 'department', parent: 'branch-office' },
    { id: 'dept-it', name: '科技部', level: 'department', parent: 'branch-office' },
  ],
  people: [
    person('local', 'head-office', ['clerk', 'handler', 'administrator']),
    person('hq-1', 'head-office', ['hq-centre', 'hq-press']),
    person('shift-lead', 'province-centre', ['province-shift-lead']),
    person('centre-1', 'province-centre', ['province-centre']),
    person('group-1', 'branch-office', ['branch-group']),
    person('leader', 'branch-office', ['branch-leader']),
    person('union-1', 'branch-office', ['union']),
    person('press-1', 'branch-office', ['media-contact']),
    ...['renminlu', 'jiefanglu'].flatMap((outlet) => [
      person(`handler-${outlet}`, `outlet-${outlet}`, ['handler']),
      person(`head-${outlet}`, `outlet-${outlet}`, ['outlet-head']),
      person(`liaison-${outlet}`, `outlet-${outlet}`, ['liaison']),
    ]),
    person('ops-head', 'dept-operations', ['department-head']),
    person('it-head', 'dept-it', ['department-head']),
  ],
};

function person(id: string, unit: string, roles: readonly string[]): Organisation['people'][number] {
  return { id, name: `职员${id}`, unit, roles, email: `${id}@example.invalid` };
}
