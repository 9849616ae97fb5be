import { defineMessages } from './define.ts';

/** The five fields of the tags, and how suggestions of them are shown. The values' own names are in the taxonomy. */
export const tagMessages = defineMessages(
  {
    tema: 'Tema',
    temaRequired: 'Tema (må velges)',
    step: 'Steg',
    pain: 'Hva gjorde vondt',
    channel: 'Kanal',
    severity: 'Alvor',
    clear: 'Fjern {field}',
    remove: 'Fjern {field}: {value}',
    accept: 'Godta {field}: {value}',
  },
  {
    tema: 'Tema',
    temaRequired: 'Tema (må veljast)',
    step: 'Steg',
    pain: 'Kva gjorde vondt',
    channel: 'Kanal',
    severity: 'Alvor',
    clear: 'Fjern {field}',
    remove: 'Fjern {field}: {value}',
    accept: 'Godta {field}: {value}',
  },
  {
    tema: 'Service',
    temaRequired: 'Service (required)',
    step: 'Step',
    pain: 'What hurt',
    channel: 'Channel',
    severity: 'Severity',
    clear: 'Clear {field}',
    remove: 'Remove {field}: {value}',
    accept: 'Accept {field}: {value}',
  },
);
