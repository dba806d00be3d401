// Adds up what the test runners of all modules wrote; the last line is "Vor: N passed, N failed, N skipped".
import { readdirSync, readFileSync, existsSync } from "node:fs";
import { join } from "node:path";

const outcome = Number(process.argv[2] ?? 0);
const total = { tests: 0, failed: 0, skipped: 0 };
const reasons = new Map();

for (const module of readdirSync(".", { withFileTypes: true })) {
  const reports = join(module.name, "target", "surefire-reports");
  if (!module.isDirectory() || !existsSync(reports)) continue;
  for (const file of readdirSync(reports)) {
    if (file.startsWith("TEST-") && file.endsWith(".xml")) addSuite(readFileSync(join(reports, file), "utf8"));
  }
}
const page = join("web", "target", "test-results", "summary.json");
if (existsSync(page)) {
  const { passed, failed, skipped } = JSON.parse(readFileSync(page, "utf8"));
  total.tests += passed + failed + skipped;
  total.failed += failed;
  total.skipped += skipped;
}

function addSuite(xml) {
  const head = /<testsuite [^>]*>/.exec(xml)?.[0] ?? "";
  const count = (name) => Number(new RegExp(` ${name}="(\\d+)"`).exec(head)?.[1] ?? 0);
  total.tests += count("tests");
  total.failed += count("failures") + count("errors");
  total.skipped += count("skipped");
  for (const [skip] of xml.matchAll(/<skipped[^>]*>(?:<!\[CDATA\[[^\n\]]*)?/g)) {
    const reason = reasonOf(skip);
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
}

/* @Disabled says why in an attribute, an assumption in the first line of its stack trace. */
function reasonOf(skip) {
  const said = / message="([^"]*)"/.exec(skip)?.[1] ?? skip.replace(/^.*CDATA\[/s, "").replace(/^[\w.]+(Exception|Error): /, "");
  return plain(said).replace(/^Assumption failed: (skipped: )?/, "").trim() || "without a reason";
}

function plain(xml) {
  const signs = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
  return xml.replace(/&(lt|gt|quot|apos|amp);/g, (_, name) => signs[name]).replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
}

for (const [reason, times] of reasons) console.log(`skipped ${times}: ${reason}`);
if (outcome !== 0 && total.failed === 0) {
  console.log("The build itself failed: see above.");
  total.failed += 1;
}
console.log(`Vor: ${total.tests - total.failed - total.skipped} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 ? 1 : 0);
