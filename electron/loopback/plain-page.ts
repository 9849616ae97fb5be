import type { Language } from '../../shared/api.ts';
import { translator } from '../../shared/i18n/define.ts';
import { doorMessages } from './messages.ts';

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
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">${refresh}<title>${title} – Lytt</title><main><h1>${title}</h1>${body}</main></html>`;
}
