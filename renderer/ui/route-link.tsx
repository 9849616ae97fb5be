import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { navigate } from '../state/route.ts';

export interface RouteLinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly to: string;
}

/** A link within the page: no reload, but still a link (new tab, copy, middle click). */
export function RouteLink({ to, onClick, ...rest }: RouteLinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (event.defaultPrevented || !plain || event.altKey) return;
    event.preventDefault();
    navigate(to);
  };
  return <a href={to} onClick={follow} {...rest} />;
}
