// Runs one case with aws-local-stepfunctions, for the comparison in the folder
// above. Its arguments and its report are those of the package child.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { StateMachine } from 'aws-local-stepfunctions';

const { values: flags } = parseArgs({
  options: {
    cases: { type: 'string' },
    case: { type: 'string' },
    times: { type: 'string', default: '1' },
    values: { type: 'boolean', default: false },
  },
});
const folder = flags.cases || '../testdata';
const read = (name) => readFileSync(`${folder}/${name}`, 'utf8');
const meta = JSON.parse(read('meta.json'))[flags.case];
const definition = JSON.parse(read(`${flags.case}.asl.json`));
const text = read(`${flags.case}.input.json`);
const times = Number(flags.times);

class Boom extends Error {
  name = 'Boom';
}

function handler(kind) {
  let calls = 0;
  return (input) => {
    calls++;
    if (kind === 'boom' || (kind === 'flaky2' && calls % 3 !== 0)) {
      throw new Boom(kind);
    }
    return { v: input.v + 1 };
  };
}

// Without the overrides waits and the intervals of retries would pass in real time.
const overrides = { taskResourceLocalHandlers: {}, retryIntervalOverrides: {}, waitTimeOverrides: {} };
for (const [name, state] of Object.entries(definition.States)) {
  if (state.Type === 'Wait') {
    overrides.waitTimeOverrides[name] = 0;
  }
}
for (const [state, kind] of Object.entries(meta.handlers ?? {})) {
  overrides.taskResourceLocalHandlers[state] = handler(kind);
  overrides.retryIntervalOverrides[state] = 0;
}

// The process's own high water mark, in MB.
function memory() {
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
  } catch {
    return 0;
  }
}

const report = { construct: 0, seconds: 0, output: '', memory: 0 };
try {
  const began = performance.now();
  const machine = new StateMachine(definition, { validationOptions: { checkPaths: false, checkArn: false } });
  report.construct = performance.now() - began;
  const parsed = JSON.parse(text);
  const execute = async () => {
    if (flags.values) {
      return machine.run(parsed, { overrides }).result;
    }
    return JSON.stringify(await machine.run(JSON.parse(text), { overrides }).result);
  };
  for (let i = 0; i < Math.floor(times / 10); i++) {
    await execute();
  }
  let output;
  const start = performance.now();
  for (let i = 0; i < times; i++) {
    output = await execute();
  }
  report.seconds = (performance.now() - start) / 1000;
  report.memory = memory();
  report.output = (flags.values ? JSON.stringify(output) : output) ?? '';
} catch (e) {
  report.failure = `${e.name}: ${e.message}`;
}
console.log(JSON.stringify(report));
