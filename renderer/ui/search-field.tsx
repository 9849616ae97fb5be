import { Search, type SearchProps } from '@navikt/ds-react/Search';

/** A search that the browser does not remember: it would write what was searched for into a file of its own. */
export function SearchField(props: SearchProps) {
  return <Search autoComplete="off" {...props} />;
}
