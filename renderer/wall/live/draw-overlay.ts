import type { Severity } from '../../../electron/contract/scene.ts';
import type { PixelRect } from './fit.ts';
import type { ShownTrack } from './overlay-history.ts';
import type { OverlayLook } from './overlay-look.ts';

type Surface = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

function severityMark(surface: Surface, severity: Severity, x: number, y: number, size: number): void {
  surface.beginPath();
  if (severity === 'red') surface.arc(x + size / 2, y + size / 2, size / 2, 0, Math.PI * 2);
  else if (severity === 'blue') surface.rect(x, y, size, size);
  else {
    surface.moveTo(x + size / 2, y);
    surface.lineTo(x + size, y + size);
    surface.lineTo(x, y + size);
    surface.closePath();
  }
  surface.fill();
}

function drawPath(surface: Surface, area: PixelRect, track: ShownTrack, color: string, width: number): void {
  const points = track.path;
  surface.strokeStyle = color;
  surface.lineWidth = width;
  surface.lineJoin = 'round';
  surface.lineCap = 'round';
  for (let index = 1; index < points.length; index++) {
    const from = points[index - 1];
    const to = points[index];
    if (from === undefined || to === undefined) continue;
    surface.globalAlpha = (track.alarmed ? 0.9 : 0.6) * (index / points.length);
    surface.beginPath();
    surface.moveTo(area.x + from.x * area.width, area.y + from.y * area.height);
    surface.lineTo(area.x + to.x * area.width, area.y + to.y * area.height);
    surface.stroke();
  }
  surface.globalAlpha = 1;
}

function drawLabel(surface: Surface, area: PixelRect, text: string, left: number, y: number, unit: number, look: OverlayLook, severity: Severity): void {
  const height = 16 * unit;
  const mark = 9 * unit;
  surface.font = `600 ${12 * unit}px ${look.fontFamily}`;
  const width = surface.measureText(text).width + mark + 13 * unit;
  const x = Math.max(area.x, Math.min(left, area.x + area.width - width));
  const top = Math.max(area.y, y - height);
  surface.fillStyle = look.colors.shade;
  surface.fillRect(x, top, width, height);
  surface.fillStyle = look.colors[severity];
  severityMark(surface, severity, x + 4 * unit, top + (height - mark) / 2, mark);
  surface.fillStyle = '#fff';
  surface.textBaseline = 'middle';
  surface.fillText(text, x + mark + 8 * unit, top + height / 2 + unit / 2);
}

/**
 * Draws tracks over a picture that fills `area` of the surface. `unit` is a CSS pixel in pixels of the surface.
 * Calm tracks stay thin and pale; alarmed ones wear the severity's colour and shape.
 */
export function drawOverlay(surface: Surface, area: PixelRect, tracks: readonly ShownTrack[], look: OverlayLook, unit: number): void {
  surface.save();
  surface.beginPath();
  surface.rect(area.x, area.y, area.width, area.height);
  surface.clip();
  const ordered = [...tracks].sort((a, b) => Number(a.alarmed) - Number(b.alarmed));
  for (const track of ordered) {
    const severity = track.alarmed ? look.severity : null;
    const color = severity === null ? look.colors.calm : look.colors[severity];
    if (look.paths) drawPath(surface, area, track, color, (severity === null ? 1.5 : 2.5) * unit);
    if (!look.boxes) continue;
    const x = area.x + track.box.left * area.width;
    const y = area.y + track.box.top * area.height;
    const width = track.box.width * area.width;
    const height = track.box.height * area.height;
    surface.globalAlpha = severity === null ? 0.45 : 0.9;
    surface.lineWidth = (severity === null ? 3 : 4) * unit;
    surface.strokeStyle = look.colors.shade;
    surface.strokeRect(x, y, width, height);
    surface.globalAlpha = severity === null ? 0.8 : 1;
    surface.lineWidth = (severity === null ? 1.25 : 2) * unit;
    surface.strokeStyle = color;
    surface.strokeRect(x, y, width, height);
    surface.globalAlpha = 1;
    if (severity !== null) drawLabel(surface, area, look.labels[track.class], x - unit, y - unit, unit, look, severity);
  }
  surface.restore();
}
