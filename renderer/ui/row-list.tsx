import type { LiHTMLAttributes, ReactNode } from 'react';

/** A list of rows with one hairline between, never cards. */
export function RowList({
  label,
  children,
}: {
  /** Names the list for a screen reader where no heading does. */
  readonly label?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <ul className="rows" aria-label={label}>
      {children}
    </ul>
  );
}

export function Row({ className, ...rest }: LiHTMLAttributes<HTMLLIElement>) {
  return <li className={className === undefined ? 'row' : `row ${className}`} {...rest} />;
}
