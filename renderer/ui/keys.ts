import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import { isPressable, keyName, takesText, type KeyName } from './key-name.ts';

/** Keys that do something now, with the words that the help overlay (`?`) shows for them. */
export type KeyBinding = {
  keys: readonly KeyName[];
  title: string;
  run: (key: KeyName) => void;
  /** Also while the key is held down (stepping through frames). */
  repeats?: boolean;
};
export type KeyGroup = { title: string; bindings: readonly KeyBinding[] };

type Registered = { id: number; group: () => KeyGroup };
type Keymap = { groups: readonly Registered[]; helpOpen: boolean; setHelpOpen: (open: boolean) => void };

export const useKeymap = create<Keymap>()((set) => ({ groups: [], helpOpen: false, setHelpOpen: (helpOpen) => set({ helpOpen }) }));

let nextId = 1;

/** Makes a group of keys work while the component is there. Later groups win over earlier ones. */
export function useKeys(group: KeyGroup): void {
  const latest = useRef(group);
  useEffect(() => {
    latest.current = group;
  });
  useEffect(() => {
    const id = nextId++;
    useKeymap.setState(({ groups }) => ({ groups: [...groups, { id, group: () => latest.current }] }));
    return () => useKeymap.setState(({ groups }) => ({ groups: groups.filter((each) => each.id !== id) }));
  }, []);
}

/** The binding that a key belongs to, the group registered last first. */
export function bindingFor(groups: readonly KeyGroup[], key: KeyName): KeyBinding | undefined {
  return groups.toReversed().flatMap(({ bindings }) => bindings).find(({ keys }) => keys.includes(key));
}

/** A button pressed with the mouse gives the focus back, so that Space goes on to mean "play" and not "press it again". */
function releaseFocus(event: MouseEvent): void {
  const focused = document.activeElement;
  const byMouse = event.detail > 0;
  const own = focused?.closest('[aria-haspopup], [role="dialog"], [role="menu"], [role="combobox"], form') ?? null;
  if (byMouse && focused instanceof HTMLElement && isPressable(focused) && own === null) focused.blur();
}

/** Listens for keys on the page until the returned function is called. */
export function listenForKeys(): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = keyName(event);
    const { groups, helpOpen, setHelpOpen } = useKeymap.getState();
    if (helpOpen) {
      if (key === 'escape' || key === '?') {
        setHelpOpen(false);
        event.preventDefault();
      }
      return;
    }
    if (takesText(event.target) || document.querySelector('[aria-modal="true"]') !== null) return;
    if ((key === 'space' || key === 'enter') && isPressable(event.target)) return;
    const binding = bindingFor(groups.map(({ group }) => group()), key);
    if (binding === undefined || (event.repeat && binding.repeats !== true)) return;
    event.preventDefault();
    binding.run(key);
  };
  window.addEventListener('keydown', onKeyDown);
  window.addEventListener('click', releaseFocus);
  return () => {
    window.removeEventListener('keydown', onKeyDown);
    window.removeEventListener('click', releaseFocus);
  };
}
