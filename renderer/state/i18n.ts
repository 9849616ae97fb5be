import { useMemo } from 'react';
import { isErrorCode, LyttError } from '../../shared/domain/errors.ts';
import { type Messages, type Translate, translator } from '../../shared/i18n/define.ts';
import { errorMessages } from '../../shared/i18n/errors.ts';
import type { Language } from '../../shared/view/session.ts';
import { usePreferences } from './preferences.ts';

export function useLanguage(): Language {
  return usePreferences(({ language }) => language);
}

/** The texts of a feature in the language of the settings. */
export function useTranslate<K extends string>(messages: Messages<K>): Translate<K> {
  const language = useLanguage();
  return useMemo(() => translator(messages, language), [messages, language]);
}

/** What a fault is called and what to do about it. Takes an error, or the code kept beside an entry. */
export type ErrorText = (fault: unknown) => string;

export function errorText(language: Language): ErrorText {
  const t = translator(errorMessages, language);
  return (fault) => {
    const code =
      fault instanceof LyttError ? fault.code : isErrorCode(fault) ? fault : 'app.failed';
    return t(code, fault instanceof LyttError ? fault.params : undefined);
  };
}

export function useErrorText(): ErrorText {
  const language = useLanguage();
  return useMemo(() => errorText(language), [language]);
}
