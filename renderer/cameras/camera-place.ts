/** Where on the cameras screen: `new`, `edit-ID`, `scene-ID`, a camera's page, or the first camera there is. */
export type CameraPlace = { readonly kind: 'first' } | { readonly kind: 'new' } | { readonly kind: 'page' | 'edit' | 'scene'; readonly cameraId: string };

export function cameraPlace(detail: string | null): CameraPlace {
  if (detail === null) return { kind: 'first' };
  if (detail === 'new') return { kind: 'new' };
  if (detail.startsWith('edit-')) return { kind: 'edit', cameraId: detail.slice(5) };
  if (detail.startsWith('scene-')) return { kind: 'scene', cameraId: detail.slice(6) };
  return { kind: 'page', cameraId: detail };
}
