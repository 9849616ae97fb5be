import type { Suite } from './figure.ts';
import { saveSuite } from './save.ts';
import { searchSuite } from './search.ts';
import { similarSuite } from './similar.ts';
import { syncSuite } from './sync.ts';

/** A suite is added here and nowhere else. */
export const suites: readonly Suite[] = [saveSuite, searchSuite, syncSuite, similarSuite];
