import { beforeEach, describe, expect, test } from 'vitest';
import { freshElectron, shell } from '../../tests/desktop/electron-double.ts';
import { browserOpener } from './browser.ts';

let lines: unknown[][];
const open = (address: string) => browserOpener((...line) => lines.push(line))(address);

beforeEach(() => {
  freshElectron();
  lines = [];
});

describe('the person’s browser', () => {
  test.each([
    'https://login.example.org/authorize?client_id=lytt&state=1',
    'http://127.0.0.1:4011/authorize?state=1',
    'http://localhost:4011/authorize',
    'http://[::1]:4011/authorize',
  ])('is given %s', async (address) => {
    expect(await open(address)).toBe(true);
    expect(shell.opened).toEqual([address]);
    expect(lines).toEqual([]);
  });

  test.each([
    'http://login.example.org/authorize',
    'http://127.0.0.1.example.org/',
    'https://kari:secret@login.example.org/',
    'javascript:alert(1)',
    'file:///usr/bin/xterm',
    'smb://files.example.org/x',
    'ms-msdt:/id',
    'app://lytt/',
    'nothing',
    '',
  ])('is not given %j, which is not written down either', async (address) => {
    expect(await open(address)).toBe(false);
    expect(shell.opened).toEqual([]);
    expect(lines).toEqual([['browser.refused']]);
  });

  test('that does not open is said, so that the page can offer the address', async () => {
    shell.fails = true;
    expect(await open('https://login.example.org/')).toBe(false);
    expect(lines).toEqual([['browser.failed']]);
  });
});
