import { z } from 'zod';
import { Instant } from '../domain/observation.ts';
import { Role, UnitNumber } from '../domain/roles.ts';

export const Language = z.enum(['nb', 'nn', 'en']);
export type Language = z.infer<typeof Language>;

export const Person = z.object({
  /** Stable name of the person on this machine; not the issuer's subject. */
  id: z.string().max(64),
  name: z.string(),
  roles: z.array(Role),
  unit: UnitNumber.nullable(),
  unitName: z.string().nullable(),
});
export type Person = z.infer<typeof Person>;

export const Settings = z.object({
  language: Language,
  theme: z.enum(['system', 'light', 'dark']),
  /** Single-letter keys in review and inbox. */
  singleKeys: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;

/** A fault the app lives with and says plainly; `code` is of the error catalogue. */
export const AppProblem = z.object({ code: z.string(), since: Instant });
export type AppProblem = z.infer<typeof AppProblem>;

export const Session = z.object({
  person: Person.nullable(),
  /** In the demo: who one may switch to. Empty elsewhere. */
  demoPeople: z.array(Person),
  demo: z.boolean(),
  /** `file` only in the demo; the page then shows a banner. */
  keyHeldBy: z.enum(['keychain', 'file']),
  settings: Settings,
  problems: z.array(AppProblem),
});
export type Session = z.infer<typeof Session>;
