import type { JSX, ReactNode } from 'react';

/** A named part of the station screen. */
export function Part({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }): JSX.Element {
  return (
    <section className="part">
      <header className="part-head"><h2>{title}</h2>{aside}</header>
      {children}
    </section>
  );
}
