import { expect, test } from 'vitest';
import { parseArguments } from './arguments.ts';

const plain = { headless: false, port: null, json: false, empty: false, production: null };

test('nothing said is the demo with a window', () => {
  expect(parseArguments([])).toEqual(plain);
});

test('the stable options', () => {
  expect(parseArguments(['--headless', '--port', '8123', '--json'])).toEqual({
    ...plain,
    headless: true,
    port: 8123,
    json: true,
  });
  expect(parseArguments(['--port=8123'])).toEqual({ ...plain, port: 8123 });
  expect(parseArguments(['--empty'])).toEqual({ ...plain, empty: true });
  expect(parseArguments(['--help'])).toEqual({ help: true });
});

test('production is of the service, the app, or what the settings say', () => {
  expect(parseArguments(['--production', 'service'])).toEqual({ ...plain, production: 'service' });
  expect(parseArguments(['--production', 'app', '--headless'])).toEqual({
    ...plain,
    headless: true,
    production: 'app',
  });
  expect(parseArguments(['--production'])).toEqual({ ...plain, production: 'undecided' });
});

test.each([
  [['--port', '0'], '--port takes'],
  [['--port', '65536'], '--port takes'],
  [['--port', '80a'], '--port takes'],
  [['--port', ''], '--port takes'],
  [['--port'], '--port'],
  [['--headles'], '--headles'],
  [['--json=yes'], '--json'],
  [['demo'], '"demo" is not an option'],
  [['--production', 'both'], '"both"'],
  [['--production', 'app', 'service'], '"app service"'],
])('%j is refused in a sentence that names it', (args, part) => {
  const parsed = parseArguments(args);
  expect(parsed).toHaveProperty('fault', expect.stringContaining(part));
});
