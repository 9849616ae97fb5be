import { type Translate, translator } from '../../shared/i18n/define.ts';
import type { Language } from '../../shared/view/session.ts';
import { type DesktopText, desktopMessages } from './messages.ts';

export type DesktopTranslate = Translate<DesktopText>;

/** The first of the machine's languages (BCP 47) that the app has; bokmål before a person has chosen and none fits. */
export function systemLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const language = tag.toLowerCase().split('-')[0];
    if (language === 'nn') return 'nn';
    if (language === 'nb' || language === 'no') return 'nb';
    if (language === 'en') return 'en';
  }
  return 'nb';
}

export function desktopText(language: Language): DesktopTranslate {
  return translator(desktopMessages, language);
}
