import { createHash } from 'node:crypto';
import { translator } from '../../shared/i18n/define.ts';
import type { Language } from '../../shared/view/session.ts';
import { contentSecurityPolicy } from '../app/content-security-policy.ts';
import { doorMessages } from './messages.ts';

const style = `
  :root { color-scheme: light dark; }
  body { margin: 0; font: 1.125rem/1.55 system-ui, sans-serif; }
  main { max-width: 34rem; margin: 18vh auto 0; padding: 0 1.5rem; }
  p:first-child { margin: 0; font-weight: 600; opacity: .7; }
  h1 { margin: .25rem 0 1rem; font-size: 1.75rem; line-height: 1.25; }
`;

/** The policy of these pages: nothing but their one style, which stands in them because a stranger gets no file. */
export const plainPagePolicy = contentSecurityPolicy.replace(
  "style-src 'self'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
);

/** The page for a browser that has not been let in. `tryAgain`: it may only have come from elsewhere, so it asks once more by itself. */
export function lockedPage(acceptLanguage: string | undefined, tryAgain: boolean): string {
  const language = languageOf(acceptLanguage);
  const t = translator(doorMessages, language);
  return page(language, t('title'), [t('why'), t('how')], tryAgain);
}

export function notFoundPage(acceptLanguage: string | undefined): string {
  const language = languageOf(acceptLanguage);
  const t = translator(doorMessages, language);
  return page(language, t('notFoundTitle'), [t('notFound')], false);
}

/** The first of the browser's languages that the app has; bokmål if none. */
function languageOf(acceptLanguage: string | undefined): Language {
  for (const range of acceptLanguage?.split(',') ?? []) {
    const language = range.trim().toLowerCase().split(/[-;]/)[0];
    if (language === 'nn' || language === 'en' || language === 'nb') return language;
    if (language === 'no') return 'nb';
  }
  return 'nb';
}

function page(language: Language, title: string, lines: readonly string[], again: boolean): string {
  const refresh = again ? '<meta http-equiv="refresh" content="0; url=/">' : '';
  const body = lines.map((line) => `<p>${line}</p>`).join('');
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">${refresh}<title>${title} – Lytt</title><style>${style}</style></head><body><main><p>Lytt</p><h1>${title}</h1>${body}</main></body></html>`;
}
