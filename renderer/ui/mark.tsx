import type { JSX } from 'react';

/** The sign of the product: a sentry box. */
export function Mark({ size = '2rem' }: { size?: string }): JSX.Element {
  return (
    <svg viewBox="0 0 32 32" style={{ width: size, height: size, display: 'block' }} fill="none" strokeLinejoin="round" strokeLinecap="round" aria-hidden>
      <path d="M4 12.5 16 5l12 7.5" stroke="var(--accent)" strokeWidth="2.6" />
      <path d="M8 14v13.5h16V14" stroke="currentColor" strokeWidth="2.2" />
      <path d="M12 16.5h8v4.2h-8z" fill="var(--accent)" />
    </svg>
  );
}
