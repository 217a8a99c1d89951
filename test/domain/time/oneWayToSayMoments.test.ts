import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const FOLDERS = [
  'domain',
  'language',
  'contracts',
  'packs',
  'store',
  'workflows',
  'activities',
  'client',
  'api',
  'cli',
];
const OTHER_WAYS = /toLocale\w*String\(|Intl\.DateTimeFormat|toISOString\(|toUTCString\(|toTimeString\(|toDateString\(/;

/** Not for people, and what for instead. */
const FOR_PROGRAMS: Readonly<Record<string, string>> = {
  'domain/time/isZone.ts': 'whether there is such a zone',
  'domain/time/zone.ts': 'arithmetic in a zone',
  'domain/time/zoneName.ts': 'what a zone is called, for sayMoment alone',
  'domain/fields/parseFields.ts': 'values of the API',
  'packs/coverage/playGolden.ts': 'compared with what a golden case says',
  'store/log/eventLog.ts': 'a column',
  'store/notifications/plainMessages.ts': 'a column',
  'store/people/organisation.ts': 'a column',
  'store/readModel/listParts.ts': 'a parameter of SQL',
  'store/readModel/numberDays.ts': 'the day in a number',
  'store/repair/registerAgain.ts': 'a column',
  'store/whatif/recordedLogs.ts': 'a column',
  'activities/channels/webhookChannel.ts': 'the envelope of a webhook',
  'activities/duties/tellImprovements.ts': 'the key of a notice',
  'domain/registers/readRow.ts': 'values of the API',
  'packs/year/besideOf.ts': 'rows of the demonstration year',
  'packs/year/planYear.ts': 'rows of the demonstration year',
  'store/year/writeLived.ts': 'a column',
  'store/figures/rows/dimension.ts': 'a parameter of SQL',
  'store/figures/rows/scope.ts': 'a parameter of SQL',
  'store/figures/scopeOf.ts': 'values of the API',
  'store/figures/answerChange.ts': 'values of the API',
  'api/registers/readRows.ts': 'values of the API',
  'api/reports/caseInputOf.ts': 'the stamp that a report says in words',
  'api/reports/gatherReport.ts': 'the stamp that a report says in words',
  'api/routes/closings.ts': 'values of the API',
  'api/routes/figures.ts': 'values of the API',
  'workflows/ui/moments.ts': 'instants of the Query view, beside their words',
  'client/engineStops.ts': 'a query to Temporal',
  'contracts/caseLists.ts': 'a query to Temporal',
  'api/present/presentView.ts': 'values of the API',
  'api/routes/operations.ts': 'values of the API',
  'cli/cases/mappedLines.ts': 'values of the API',
  'cli/cases/xlsxRows.ts': 'values of the API',
  'cli/demo/demoLines.ts': 'a value of the API, before it is said',
  'cli/output/hostZone.ts': 'which zone the terminal is in',
  'cli/whatif/preflight.ts': 'preflight --json',
};

describe('moments that people read', () => {
  it('are said by domain/time/sayMoment.ts alone: whatever else formats one is for programs', () => {
    const files = FOLDERS.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
    ).filter((file) => file.endsWith('.ts'));
    const others = files.filter((file) => OTHER_WAYS.test(readFileSync(file, 'utf8')));
    expect(others.toSorted()).toEqual(Object.keys(FOR_PROGRAMS).toSorted());
  });
});
