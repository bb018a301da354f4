import type { ObjectClass, Severity } from '../../../electron/contract/scene.ts';

/** How boxes and paths are drawn; colours come from the theme, labels from the language. */
export type OverlayLook = {
  readonly colors: { readonly calm: string; readonly shade: string } & Readonly<Record<Severity, string>>;
  readonly labels: Readonly<Record<ObjectClass, string>>;
  readonly fontFamily: string;
  /** Severity of the event that the alarmed tracks take part in; null while none is known: then they look like the others. */
  readonly severity: Severity | null;
  readonly boxes: boolean;
  readonly paths: boolean;
};

export const defaultOverlayLook: OverlayLook = {
  colors: { calm: '#e8edf2', shade: 'rgba(0,0,0,0.55)', red: '#ff5a52', yellow: '#ffc53d', blue: '#4da3ff' },
  labels: { person: 'person', bicycle: 'bicycle', car: 'car', motorcycle: 'motorcycle', bus: 'bus', truck: 'truck' },
  fontFamily: 'system-ui, sans-serif',
  severity: null,
  boxes: true,
  paths: true,
};
