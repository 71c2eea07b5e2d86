// Sums jest's reports, one a suite run, and closes with "N passed, N failed". A test that some run skipped must have passed in
// another one: what nothing ran is a failure, and is named.
import { readFileSync } from 'node:fs';
import { basename, relative } from 'node:path';

const reports = process.argv.slice(2).map((file) => ({
  run: basename(file, '.json'),
  report: JSON.parse(readFileSync(file, 'utf8')),
}));

let passed = 0;
let failed = 0;
const passedSomewhere = new Set();
const skipped = new Set();

for (const { run, report } of reports) {
  if (report.testResults === undefined) {
    console.log(`${run}: did not finish`);
    failed += 1;
    continue;
  }
  passed += report.numPassedTests;
  failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
  console.log(`${run}: ${report.numPassedTests} tests passed and ${report.numFailedTests} failed`);
  for (const { name: file, assertionResults } of report.testResults) {
    for (const { fullName, status } of assertionResults) {
      const test = `${relative(process.cwd(), file)}: ${fullName}`;
      if (status === 'passed') passedSomewhere.add(test);
      else if (status !== 'failed') skipped.add(test);
    }
  }
}

const neverRun = [...skipped].filter((test) => !passedSomewhere.has(test));
for (const test of neverRun) console.log(`skipped in every run: ${test}`);
failed += neverRun.length;

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
