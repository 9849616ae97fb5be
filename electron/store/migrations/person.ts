import type { Migration } from '../migrate.ts';
import { first } from './0001-first.ts';
import { gate } from './0002-gate.ts';
import { peers } from './0003-peers.ts';
import { themes } from './0004-themes.ts';
import { care } from './0005-care.ts';
import { wordsGone } from './0006-words-gone.ts';
import { beside } from './0007-beside.ts';
import { lighterSaves } from './0008-lighter-saves.ts';
import { searchLater } from './0009-search-later.ts';

/** The schema of a person's store, in order. A migration that has shipped is never changed. */
export const personMigrations: readonly Migration[] = [
  first,
  gate,
  peers,
  themes,
  care,
  wordsGone,
  beside,
  lighterSaves,
  searchLater,
];
