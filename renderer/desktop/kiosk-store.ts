import { create } from 'zustand';
import { useShell } from './shell-store.ts';

/** Which of the two dialogs about the kiosk is open in this window. */
export const useKioskDialog = create<{ readonly open: 'enter' | 'leave' | null }>()(() => ({ open: null }));

export function askToEnterKiosk(): void {
  if (useShell.getState().state?.kiosk === false) useKioskDialog.setState({ open: 'enter' });
}

export function askToLeaveKiosk(): void {
  if (useShell.getState().state?.kiosk === true) useKioskDialog.setState({ open: 'leave' });
}

export function closeKioskDialog(): void {
  useKioskDialog.setState({ open: null });
}
