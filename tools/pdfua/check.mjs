// Checks PDFs for PDF/UA-1 with what is installed: veraPDF (https://verapdf.org, needs Java), which checks all rules that
// a machine can, else pdfua (`pip install pdfua`), which checks sixteen of them. Files are named, or made by
// `redress report --format pdf`.
//   node tools/pdfua/check.mjs <file.pdf>...
// VERAPDF and PDFUA name the programs where they are not on PATH; VERAPDF_JAR the jar of veraPDF, one file of ten
// megabytes: https://repo1.maven.org/maven2/org/verapdf/apps/greenfield-apps/1.28.2/greenfield-apps-1.28.2.jar
// Exit code 1 when a file fails, 2 when there is nothing to check with.
import { spawnSync } from 'node:child_process';

const files = process.argv.slice(2);
if (files.length === 0) {
  process.stderr.write('name the PDFs: node tools/pdfua/check.mjs <file.pdf>...\n');
  process.exit(2);
}

const { PDFUA = 'pdfua', VERAPDF = 'verapdf', VERAPDF_JAR } = process.env;
const vera = ['--flavour', 'ua1', '--format', 'text', ...files];
const checkers = [
  VERAPDF_JAR === undefined
    ? [VERAPDF, vera]
    : ['java', ['-cp', VERAPDF_JAR, 'org.verapdf.apps.GreenfieldCliWrapper', ...vera]],
  [PDFUA, ['check', '--min-severity', 'error', ...files]],
];
for (const [program, args] of checkers) {
  const { error, status } = spawnSync(program, args, { stdio: 'inherit' });
  if (error === undefined) process.exit(status === 0 ? 0 : 1);
}
process.stderr.write('neither veraPDF nor pdfua is installed; the smaller one: pip install pdfua\n');
process.exit(2);
