import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';

/** A short word about something that has happened; goes by itself. */
export function tell(message: ReactNode, options: { id?: string; stayMs?: number } = {}): void {
  notifications.show({ message, autoClose: options.stayMs ?? 4000, withCloseButton: true, ...(options.id === undefined ? {} : { id: options.id }) });
}

/** Takes all notices back: what they tell and offer is the last account's. */
export function untellAll(): void {
  notifications.clean();
}

/** Takes a notice back before its time, once what it offered was done. */
export function untell(id: string): void {
  notifications.hide(id);
}
