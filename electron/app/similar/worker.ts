import { parentPort } from 'node:worker_threads';
import type { FromIndex, ToIndex } from './messages.ts';
import { PersonIndex } from './person-index.ts';

/** So long the thread takes texts in before it looks for questions. Milliseconds. */
const TURN_MS = 8;

const indexes = new Map<string, PersonIndex>();
let turning = false;

function indexOf(person: string): PersonIndex {
  const known = indexes.get(person);
  if (known !== undefined) return known;
  const made = new PersonIndex();
  indexes.set(person, made);
  return made;
}

/** One that types is answered before what came earlier is all taken in. */
function goOn(): void {
  if (turning) return;
  turning = true;
  setImmediate(() => {
    turning = false;
    const busy = [...indexes.values()].find((index) => index.busy);
    if (busy === undefined) return;
    if (busy.work(() => performance.now(), performance.now() + TURN_MS)) goOn();
    else {
      busy.prepare();
      goOn();
    }
  });
}

parentPort?.on('message', (message: ToIndex) => {
  switch (message.kind) {
    case 'take':
      indexOf(message.person).take(message.things);
      goOn();
      break;
    case 'find': {
      const { asked, person, text, tags, limit } = message;
      const index = indexOf(person);
      // What was logged a moment ago has only just been told of: a little of it is taken in before the answer.
      if (index.busy) index.work(() => performance.now(), performance.now() + TURN_MS);
      const keys = index.find(text, tags, limit);
      const answer: FromIndex = { asked, keys, complete: !index.busy };
      parentPort?.postMessage(answer);
      break;
    }
    case 'drop':
      indexes.delete(message.person);
      break;
  }
});
