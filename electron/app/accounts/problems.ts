import type { ErrorCode } from '../../../shared/domain/errors.ts';
import type { Clock } from '../../../shared/domain/ids.ts';
import type { AppProblem } from '../../../shared/view/session.ts';

/** Faults the app lives with, each since when. `onChange` is told when one comes or goes. */
export class Problems {
  readonly #since = new Map<ErrorCode, string>();
  readonly #clock: Clock;
  readonly #onChange: () => void;

  constructor(clock: Clock, onChange: () => void) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  raise(code: ErrorCode): void {
    if (this.#since.has(code)) return;
    this.#since.set(code, new Date(this.#clock()).toISOString());
    this.#onChange();
  }

  clear(codes: readonly ErrorCode[]): void {
    const gone = codes.filter((code) => this.#since.delete(code));
    if (gone.length > 0) this.#onChange();
  }

  list(): AppProblem[] {
    return [...this.#since].map(([code, since]) => ({ code, since }));
  }
}
