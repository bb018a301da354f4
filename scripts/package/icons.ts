/**
 * All icons from one drawing, `renderer/watchhouse.svg`; `node scripts/package/icons.ts` makes them alone. In `dist/icons`:
 *
 *   app.png (512), app.ico, app.icns, linux/SIZExSIZE.png              the program
 *   tray-{ok,alarm,warning,away}-{16,22,24,32,48}.png, tray-STATE.ico  the system's tray; they carry their own ground and
 *                                                                      stand on light and dark panels
 *   tray-{ok,alarm,warning,away}Template.png and Template@2x.png       macOS' menu bar, which colours them itself
 *   badge-{alarm,warning}-{16,32}.png                                  over the program's button in Windows' taskbar
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { icns, icnsSizes, ico, type Picture } from './icon-files.ts';

const states = ['ok', 'alarm', 'warning', 'away'] as const;
type TrayState = (typeof states)[number];

const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const windowsSizes = [16, 20, 24, 32, 40, 48, 64, 128, 256];
const traySizes = [16, 22, 24, 32, 48];

/** Red and yellow as in `renderer/ui/palette.css`; a rim in the ground's colour sets the dot off. */
const dots: Readonly<Record<TrayState, string | null>> = { ok: null, alarm: '#ff6b61', warning: '#f4c430', away: null };
const dotAt = { x: 24.5, y: 24.5, radius: 6.5, rim: 1.5 } as const;
const greys: Readonly<Record<string, string>> = { '#3ecfbb': '#868e96', '#e7eaee': '#adb5bd' };

function render(svg: string, size: number): Picture {
  return { size, png: new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng() };
}

function withExtra(svg: string, extra: string): string {
  return svg.replace('</svg>', `${extra}</svg>`);
}

/** The drawing for the tray: a dot for what waits to be looked at, grey while the engine is away. */
function trayDrawing(svg: string, state: TrayState): string {
  if (state === 'away') return Object.entries(greys).reduce((drawing, [colour, grey]) => drawing.replaceAll(colour, grey), svg);
  const dot = dots[state];
  if (dot === null) return svg;
  const { x, y, radius, rim } = dotAt;
  return withExtra(svg, `<circle cx="${x}" cy="${y}" r="${radius}" fill="${dot}" stroke="#15191d" stroke-width="${rim}"/>`);
}

/** Black on nothing: macOS takes the shape only. The dot stands in a gap cut out of the house. */
function templateDrawing(svg: string, state: TrayState): string {
  const lines = svg.replace(/<rect [^>]*\/>/, '').replaceAll(/#(3ecfbb|e7eaee)/g, '#000');
  const house = lines.replace(/^[^>]*>/, '').replace('</svg>', '');
  const { x, y, radius, rim } = dotAt;
  const gap = dots[state] === null ? '' : `<circle cx="${x}" cy="${y}" r="${radius + rim}" fill="#000"/>`;
  const dot = dots[state] === null ? '' : `<circle cx="${x}" cy="${y}" r="${radius - (state === 'alarm' ? 0 : 2)}" fill="#000"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><mask id="m"><rect width="32" height="32" fill="#fff"/>${gap}</mask><g mask="url(#m)"${state === 'away' ? ' opacity="0.45"' : ''}>${house}</g>${dot}</svg>`;
}

/** Apple's grid leaves a margin of about a tenth around the shape. */
function withMargin(svg: string): string {
  return svg.replace('viewBox="0 0 32 32"', 'viewBox="-3.9 -3.9 39.8 39.8"');
}

/** Makes `dist/icons` anew. */
export function writeIcons(root: string): void {
  const svg = readFileSync(join(root, 'renderer', 'watchhouse.svg'), 'utf8');
  const folder = join(root, 'dist', 'icons');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'linux'), { recursive: true });
  const write = (name: string, data: Buffer): void => writeFileSync(join(folder, name), data);

  write('app.png', render(svg, 512).png);
  write('app.ico', ico(windowsSizes.map((size) => render(svg, size))));
  write('app.icns', icns(icnsSizes.map((size) => render(withMargin(svg), size))));
  for (const size of linuxSizes) write(`linux/${size}x${size}.png`, render(svg, size).png);
  for (const state of states) {
    const pictures = traySizes.map((size) => render(trayDrawing(svg, state), size));
    for (const { size, png } of pictures) write(`tray-${state}-${size}.png`, png);
    write(`tray-${state}.ico`, ico(pictures));
    write(`tray-${state}Template.png`, render(templateDrawing(svg, state), 16).png);
    write(`tray-${state}Template@2x.png`, render(templateDrawing(svg, state), 32).png);
  }
  for (const state of ['alarm', 'warning'] as const) {
    const badge = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="14" fill="${dots[state] ?? ''}" stroke="#15191d" stroke-width="2"/></svg>`;
    for (const size of [16, 32]) write(`badge-${state}-${size}.png`, render(badge, size).png);
  }
}

if (process.argv[1] === import.meta.filename) writeIcons(join(import.meta.dirname, '..', '..'));
