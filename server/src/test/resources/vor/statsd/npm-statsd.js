// Plays datagrams to npm's own statsd without a network: its stats.js, lib/process_metrics.js and backends/graphite.js run as they are; only sockets, timers, the clock and
// the configuration file are replaced.
//
//     node npm-statsd.js FOLDER < steps > flushed
//
// The first line of the steps is the configuration in JSON; then "p BASE64" is a datagram, "f MILLIS" a flush at that time and "m WORDS" a command at the management port. What
// Graphite would get of each flush, or the console would show, and each answer is written out, with a line "--" behind it. A datagram that throws, which would end the process, counts as one more bad line.
'use strict';
const path = require('path');
const fs = require('fs');
const net = require('net');
const util = require('util');
const Module = require('module');

const folder = path.resolve(process.argv[2]);
const steps = fs.readFileSync(0, 'latin1').split('\n');
const config = Object.assign({ graphiteHost: 'nowhere', dumpMessages: false }, JSON.parse(steps[0]));
const bad = (config.prefixStats === undefined ? 'statsd' : config.prefixStats) + '.bad_lines_seen';
let now = 0;
let flush = null;
let packet = null;
let thrown = 0;
let manage = null;
let out = '';

class Clock extends Date {
  constructor() {
    super(now);
  }
  static now() {
    return now;
  }
}
global.Date = Clock;
global.setTimeout = (f) => { flush = f; };
util.log = () => {};
console.log = (...words) => { out += util.format(...words) + '\n'; };
const consoleOnly = (config.backends || []).includes('./backends/console');

const stubs = {
  './lib/config': { configFile: (file, use) => use(config) },
  './lib/mgmt_server': { start: (c, use) => { manage = use; } },
  './lib/process_mgmt': { init: () => {} },
  './lib/logger': { Logger: function () { this.log = () => {}; } },
  './servers/udp': { start: (c, use) => { packet = use; return true; } },
};
const load = Module._load;
Module._load = function (request, ...rest) {
  if (request === './lib/process_metrics') {
    const real = load.call(this, request, ...rest);
    return {
      process_metrics: (metrics, ...others) => {
        metrics.counters[bad] += thrown;
        thrown = 0;
        real.process_metrics(metrics, ...others);
      },
    };
  }
  return stubs[request] || load.call(this, request, ...rest);
};
net.createConnection = () => ({
  addListener() {},
  on(event, connected) {
    connected.call({ write: (text) => { out += text + '--\n'; }, end() {} });
  },
});

require(path.join(folder, 'stats.js'));
process.removeAllListeners('exit');

for (const step of steps.slice(1)) {
  if (step.startsWith('p ')) {
    try {
      packet(Buffer.from(step.substring(2), 'base64'), {});
    } catch (e) {
      thrown++;
    }
  } else if (step.startsWith('f ')) {
    now = Number(step.substring(2));
    flush();
    out += consoleOnly ? '--\n' : '';
  } else if (step.startsWith('m ')) {
    const words = step.substring(2).trim().split(' ');
    manage(words.shift(), words, { write: (text) => { out += text; }, end: () => {} });
    out += '--\n';
  }
}
process.stdout.write(out);
