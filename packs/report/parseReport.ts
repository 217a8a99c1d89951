import type { ReportDefinition } from '../../domain/figures/reportDefinition.ts';
import { defined } from '../../domain/values/own.ts';
import type { ParsedYaml } from '../source/parseTree.ts';
import { parseYaml } from '../source/parseYaml.ts';
import { checkReport, type KnownFigures } from './checkReport.ts';
import { reportSchema, type AuthoredReport } from './reportSchema.ts';

/** A report from YAML; each mistake with its place. `known`: figures that there are. */
export function parseReport(text: string, known?: KnownFigures): ParsedYaml<ReportDefinition> {
  const parsed = parseYaml(text, reportSchema, (authored) => checkReport(definitionOf(authored), known));
  return parsed.ok ? { ok: true, value: definitionOf(parsed.value) } : parsed;
}

function definitionOf({ chapters, ...report }: AuthoredReport): ReportDefinition {
  return { ...report, chapters: chapters.map((chapter) => defined(chapter)) };
}
