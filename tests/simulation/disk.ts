import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';

/** The app's process has died. Nothing that it would have done after this happens. */
export class Died extends Error {}

const watched = new Map<string, () => void>();

/**
 * Tells of every transaction that has reached the disk, from outside: the statement COMMIT of the SQLite library itself is
 * watched, so that a process can die between two transactions that nothing else lies between.
 */
export function watchCommits(): void {
  const { prepare } = Sqlite.prototype;
  Sqlite.prototype.prepare = function prepareWatched(this: Sqlite.Database, sql: string) {
    const statement = prepare.call(this, sql);
    if (sql !== 'COMMIT') return statement;
    const run = statement.run.bind(statement) as () => Sqlite.RunResult;
    statement.run = () => {
      const result = run();
      watched.get(this.name)?.();
      return result;
    };
    return statement;
  } as typeof prepare;
}

/** Calls `committed` after each transaction of a file; null: no more. */
export function onCommit(file: string, committed: (() => void) | null): void {
  if (committed === null) watched.delete(file);
  else watched.set(file, committed);
}

/** What a killed process leaves behind of an encrypted file: the file and its log, as they lie there now. */
export function copyAsLeft(file: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  for (const suffix of ['', '-wal'])
    if (existsSync(`${file}${suffix}`)) copyFileSync(`${file}${suffix}`, `${to}${suffix}`);
}
