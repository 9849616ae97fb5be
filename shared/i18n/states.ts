import type { EntryState } from '../domain/entry-state.ts';
import type { ThemeStatus } from '../domain/theme.ts';
import { defineMessages } from './define.ts';

/** Where an entry stands. */
export const stateMessages = defineMessages<EntryState>(
  {
    draft: 'Utkast',
    waiting: 'Venter på nett',
    sent: 'Sendt',
    question: 'Spørsmål til deg',
    approved: 'Godkjent',
    in_theme: 'I tema',
    declined: 'Ikke tatt videre',
    set_aside: 'Satt til side',
    withdrawn: 'Trukket tilbake',
  },
  {
    draft: 'Utkast',
    waiting: 'Ventar på nett',
    sent: 'Sendt',
    question: 'Spørsmål til deg',
    approved: 'Godkjend',
    in_theme: 'I tema',
    declined: 'Ikkje teken vidare',
    set_aside: 'Sett til side',
    withdrawn: 'Trekt tilbake',
  },
  {
    draft: 'Draft',
    waiting: 'Waiting for network',
    sent: 'Sent',
    question: 'Question for you',
    approved: 'Approved',
    in_theme: 'In a theme',
    declined: 'Not taken further',
    set_aside: 'Set aside',
    withdrawn: 'Withdrawn',
  },
);

/** How far a theme has come. */
export const themeStatusMessages = defineMessages<ThemeStatus>(
  {
    new: 'Nytt',
    assessing: 'Vurderes',
    planned: 'Planlagt',
    in_progress: 'Arbeides med',
    released: 'Rettet',
    measured: 'Målt',
    declined: 'Blir ikke rettet nå',
  },
  {
    new: 'Nytt',
    assessing: 'Blir vurdert',
    planned: 'Planlagt',
    in_progress: 'Blir arbeidd med',
    released: 'Retta',
    measured: 'Målt',
    declined: 'Blir ikkje retta no',
  },
  {
    new: 'New',
    assessing: 'Being assessed',
    planned: 'Planned',
    in_progress: 'In progress',
    released: 'Fixed',
    measured: 'Measured',
    declined: 'Will not be fixed now',
  },
);
