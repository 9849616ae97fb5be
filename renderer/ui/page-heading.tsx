import { Heading } from '@navikt/ds-react/Typography';
import type { ReactNode } from 'react';

/** The page's h1, with what belongs at its right. */
export function PageHeading({
  children,
  action,
}: {
  readonly children: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className="page-heading">
      <Heading level="1" size="small">
        {children}
      </Heading>
      {action}
    </div>
  );
}

/** A heading within a page. */
export function SectionHeading({
  children,
  id,
  action,
}: {
  readonly children: ReactNode;
  readonly id?: string;
  readonly action?: ReactNode;
}) {
  return (
    <div className="section-heading">
      <h2 id={id}>{children}</h2>
      {action}
    </div>
  );
}
