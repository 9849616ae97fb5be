import fc from 'fast-check';

const given = Number(process.env['LYTT_SEED']);
const seed = Number.isInteger(given) && process.env['LYTT_SEED'] !== '' ? given : Date.now() | 0;

// One seed for the run: a failing property prints it, and LYTT_SEED=… plays the same run again.
fc.configureGlobal({ seed });
