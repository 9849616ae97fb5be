import { en, nb, nn } from '@navikt/ds-react/locales';
import { Provider } from '@navikt/ds-react/Provider';
import { Theme } from '@navikt/ds-react/Theme';
import { useEffect } from 'react';
import { usePreferences } from '../state/preferences.ts';
import { SessionContext } from '../state/session.ts';
import { useCall } from '../state/use-call.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { Banner } from './banner.tsx';
import { Shell } from './shell.tsx';
import { SignIn } from './sign-in.tsx';
import { useLook } from './use-look.ts';

const akselWords = { nb, nn, en };

/** The whole page: whose it is, how it looks and speaks, and the shell around the features. */
export function App() {
  const { data: session, error, reload } = useCall('session.get', {}, ['session']);
  const language = usePreferences((preferences) => preferences.language);
  const look = useLook();

  useEffect(() => {
    if (session !== undefined) usePreferences.setState(session.settings);
  }, [session]);

  // The menu's portals hang on the body, outside the theme's element: the classes stand on the root for them.
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.classList.remove('light', 'dark');
    document.documentElement.classList.add(look);
  }, [language, look]);

  return (
    <Theme theme={look}>
      <Provider locale={akselWords[language]}>
        {session === undefined ? (
          <main className="page page--reading">
            <ErrorNote error={error} onRetry={reload} />
          </main>
        ) : (
          <SessionContext value={session}>
            {session.person === null ? (
              <>
                <Banner />
                <SignIn />
              </>
            ) : (
              <Shell key={session.person.id} person={session.person} />
            )}
          </SessionContext>
        )}
      </Provider>
    </Theme>
  );
}
