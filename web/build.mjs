/*
 * Fetches the parts (npm ci, when the lock file is new), then builds the page into target/classes/vor/web: one style sheet, the page's script, the worker's, fonts, index.html; names carry
 * a hash of the content, .br and .gz stand beside. "--tests" bundles the tests and runs them. "--force" ignores the stamp.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, 'target');
const out = join(target, 'classes', 'vor', 'web');
const inputs = ['src', 'test', 'index.html', 'build.mjs', 'package.json', 'package-lock.json', 'tsconfig.json'];

function filesBelow(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).sort().flatMap((name) => filesBelow(join(path, name)));
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(relative(here, path)).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

/** Runs `work` unless nothing that goes into it has changed since it last succeeded. */
async function once(step, work) {
  const stamp = join(target, `${step}.stamp`);
  const now = hashOf(inputs.flatMap((name) => filesBelow(join(here, name))));
  const before = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  const [hash, ...said] = before.split('\n');
  if (hash === now && existsSync(join(out, 'index.html')) && !process.argv.includes('--force')) {
    console.log(`${said.join('\n').trim()} (unchanged)`);
    return;
  }
  rmSync(stamp, { force: true });
  const words = await work();
  console.log(words);
  mkdirSync(target, { recursive: true });
  writeFileSync(stamp, `${now}\n${words}`);
}

/** npm ci, unless what lies there came from this very lock file. */
function install() {
  const stamp = join(here, 'node_modules', '.vor-stamp');
  const now = hashOf([join(here, 'package.json'), join(here, 'package-lock.json')]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  console.log('web: npm ci');
  const { status, error } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: here, stdio: 'inherit' });
  if (error) throw new Error('npm cannot be started: install Node.js 20 or newer with npm');
  if (status !== 0) throw new Error('npm ci failed; see above');
  writeFileSync(stamp, now);
}

function typeCheck() {
  const { status } = spawnSync(process.execPath, [join(here, 'node_modules/typescript/bin/tsc'), '-p', here], { stdio: 'inherit' });
  if (status !== 0) throw new Error('the types do not fit; see above');
}

async function bundle() {
  rmSync(out, { recursive: true, force: true });
  const { build } = await import('esbuild');
  const result = await build({
    absWorkingDir: here,
    entryPoints: { vor: 'src/main.tsx', worker: 'src/live/worker.ts' },
    outdir: out,
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2022', 'chrome110', 'firefox114', 'safari16.4'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.woff2': 'file' },
    legalComments: 'eof',
    metafile: true,
    logLevel: 'warning',
  });
  const built = Object.keys(result.metafile.outputs).map((path) => basename(path));
  const one = (pattern) => built.find((name) => pattern.test(name));
  const fonts = built.filter((name) => /^ibm-plex-sans-latin-wght.*\.woff2$/.test(name));
  const page = readFileSync(join(here, 'index.html'), 'utf8')
    .replace('%CSS%', `/${one(/^vor-.*\.css$/)}`)
    .replace('%JS%', `/${one(/^vor-.*\.js$/)}`)
    .replace('%WORKER%', `/${one(/^worker-.*\.js$/)}`)
    .replace('%PRELOAD%', fonts.map((name) => `<link rel="preload" href="/${name}" as="font" type="font/woff2" crossorigin>`).join('\n'));
  writeFileSync(join(out, 'index.html'), page);
  writeFileSync(join(out, 'icon.svg'), readFileSync(join(here, 'src/icon.svg')));
  writeFileSync(join(out, 'licences.txt'), licences());
  return compress();
}

/** The licences of everything that is inside what we serve. */
function licences() {
  const parts = ['preact', '@preact/signals', '@preact/signals-core', 'uplot', '@fontsource-variable/ibm-plex-sans', '@fontsource/ibm-plex-mono'];
  return parts.map((name) => `${name}\n\n${readFileSync(join(here, 'node_modules', name, 'LICENSE'), 'utf8')}`).join('\n\n----\n\n');
}

function compress() {
  let plain = 0;
  let small = 0;
  for (const path of filesBelow(out)) {
    const bytes = readFileSync(path);
    plain += bytes.length;
    if (['.woff2', '.br', '.gz'].includes(extname(path))) {
      small += bytes.length;
      continue;
    }
    const br = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
    writeFileSync(`${path}.br`, br);
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
    small += br.length;
  }
  return `web: page built, ${Math.round(plain / 1024)} kB, ${Math.round(small / 1024)} kB on the wire`;
}

async function tests() {
  const folder = join(target, 'tests');
  rmSync(folder, { recursive: true, force: true });
  const names = readdirSync(join(here, 'test')).filter((name) => /\.test\.tsx?$/.test(name));
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: here,
    entryPoints: names.map((name) => `test/${name}`),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  const files = readdirSync(folder).map((name) => join(folder, name));
  const run = spawnSync(process.execPath, ['--enable-source-maps', '--test', '--test-reporter=tap', ...files], { encoding: 'utf8' });
  const count = (word) => Number(new RegExp(`^# ${word} (\\d+)`, 'm').exec(run.stdout)?.[1] ?? 0);
  if (run.status !== 0) {
    console.error(run.stdout, run.stderr);
    throw new Error(`web: ${count('fail')} of ${count('tests')} tests failed`);
  }
  return `web: tests run ${count('tests')}, failed 0, skipped ${count('skipped')}`;
}

try {
  install();
  if (process.argv.includes('--tests')) {
    await once('tests', tests);
  } else {
    await once('page', async () => {
      typeCheck();
      return bundle();
    });
  }
} catch (damage) {
  console.error(damage instanceof Error ? damage.message : damage);
  process.exitCode = 1;
}
