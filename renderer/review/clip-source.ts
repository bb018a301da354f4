import { create } from 'zustand';
import { addresses } from '../channel/addresses.ts';

/**
 * Which file of a clip is played. When a clip turned out not to be playable here (H.265 in a browser without it), copies
 * are asked for from then on: of an H.264 clip the engine gives the clip itself.
 */
export const useClipSource = create<{ copies: boolean }>()(() => ({ copies: false }));

export function clipAddress(eventId: string, copies: boolean): string {
  return copies ? addresses.eventPreview(eventId) : addresses.eventClip(eventId);
}

export function askForCopies(): void {
  useClipSource.setState({ copies: true });
}
