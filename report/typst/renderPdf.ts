import { createRequire } from 'node:module';
import { join } from 'node:path';
import { BilingualError } from '../../language/bilingual.ts';
import type { ReportModel } from '../model/reportModel.ts';
import { typstData } from './typstData.ts';

type Compiled = Readonly<{ result: object | null; takeDiagnostics(): { shortDiagnostics: readonly unknown[] } | null }>;
/** What is used of the native package, which has no types of its own. */
type Compiler = Readonly<{
  compile(asked: Readonly<{ mainFilePath: string; inputs: Readonly<Record<string, string>> }>): Compiled;
  pdf(document: object, options: Readonly<{ pdfStandard: string; creationTimestamp: number }>): Uint8Array;
}>;
type Typst = Readonly<{
  NodeCompiler: {
    create(
      setup: Readonly<{ workspace: string; fontArgs: readonly Readonly<{ fontPaths: readonly string[] }>[] }>,
    ): Compiler;
  };
}>;

/**
 * The report as PDF/UA-1: tagged, with language, title and alternative texts. `assets`: the folder of fonts and
 * template. Memory of the compiler is not given back: call it in a process that ends. Throws where the machine has no
 * compiler.
 */
export function renderPdf(model: ReportModel, assets: string): Uint8Array {
  const { NodeCompiler } = typst();
  const compiler = NodeCompiler.create({
    workspace: join(assets, 'typst'),
    fontArgs: [{ fontPaths: [join(assets, 'fonts')] }],
  });
  const compiled = compiler.compile({
    mainFilePath: join(assets, 'typst/report.typ'),
    inputs: { report: typstData(model) },
  });
  if (compiled.result === null)
    throw new Error(`typst: ${JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics ?? [])}`);
  return compiler.pdf(compiled.result, {
    pdfStandard: 'ua-1',
    creationTimestamp: Math.floor(Date.parse(model.stamp) / 1000),
  });
}

function typst(): Typst {
  const { arch, platform } = process;
  const suffix = platform === 'linux' ? '-gnu' : platform === 'win32' ? '-msvc' : '';
  const name = `@myriaddreamin/typst-ts-node-compiler-${platform}-${arch}${suffix}`;
  try {
    return createRequire(import.meta.url)(name) as Typst;
  } catch {
    throw new BilingualError({
      zh: `本机(${platform} ${arch})没有 PDF 编译器 ${name};可用 HTML 打印成 PDF`,
      en: `this machine (${platform} ${arch}) has no PDF compiler ${name}; print the HTML to PDF instead`,
    });
  }
}
