/** The input can't be used at all. The message says what is wrong and where, and quotes nothing that a person wrote. */
export class InputFault extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'InputFault';
  }
}

/** Exit code of a command whose input can't be used. */
export const EXIT_INPUT = 2;
/** Exit code of a command that could not do its work, though nothing was wrong with the input. */
export const EXIT_FAILED = 1;
