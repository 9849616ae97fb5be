import { type DemoAccount, demoAccounts } from '../demo/people.ts';
import { unitNames } from '../demo/units.ts';

const roleNames = {
  caseworker: 'saksbehandler',
  supervisor: 'leder',
  deputy: 'stedfortreder',
  product: 'produktteam',
} as const;

/** The page on which one chooses which demo person to be. `link` makes the address that signs a person in. */
export function choicePage(link: (account: DemoAccount) => string): string {
  const items = demoAccounts.map(
    (account) =>
      `<li><a href="${inHtml(link(account))}">${inHtml(account.name)}</a> <span>${inHtml(describe(account))}</span></li>`,
  );
  return `<!doctype html>
<html lang="nb">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Logg inn i demoen</title>
<style>
  :root { color-scheme: light dark; font: 1.125rem/1.6 system-ui, sans-serif }
  main { max-width: 32rem; margin: 3rem auto; padding: 0 1rem }
  ul { list-style: none; padding: 0 }
  li { padding: .5rem 0; border-bottom: 1px solid #8886 }
  a { font-weight: 600; color: LinkText }
  a:focus-visible { outline: 3px solid; outline-offset: 2px }
</style>
<main>
  <h1>Hvem vil du være?</h1>
  <p>Dette er innloggingen i demoen. Alle personene er oppdiktet, og ingen har passord.</p>
  <ul>
    ${items.join('\n    ')}
  </ul>
</main>
</html>
`;
}

/** A plain page that says what was wrong with the request, in the standard's own words. */
export function errorPage(error: string, description: string): string {
  return `<!doctype html>
<html lang="nb">
<meta charset="utf-8">
<title>Innloggingen gikk ikke</title>
<h1>Innloggingen gikk ikke</h1>
<p>${inHtml(error)}: ${inHtml(description)}</p>
</html>
`;
}

function describe({ roles, unit }: DemoAccount): string {
  const names = roles.map((role) => roleNames[role]).join(', ');
  return unit === null ? names : `${names}, ${unitNames.get(unit) ?? ''} (${unit})`;
}

function inHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
