import type { ReactNode } from 'react';

/** A key, on the button it presses. Hidden from a screen reader: the button carries `aria-keyshortcuts`. */
export function Kbd({ children }: { readonly children: ReactNode }) {
  return (
    <span aria-hidden="true" className="kbd">
      <kbd>{children}</kbd>
    </span>
  );
}
