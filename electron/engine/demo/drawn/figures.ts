import type { Canvas, Colour } from './canvas.ts';

export type Clothes = { readonly coat: Colour; readonly trousers: Colour; readonly hair: Colour };

const skin: Colour = [196, 154, 126];
const shoe: Colour = [28, 26, 26];
const shadow: Colour = [20, 20, 24];

function darker([red, green, blue]: Colour, share = 0.7): Colour {
  return [red * share, green * share, blue * share];
}

/**
 * Paints a person walking, seen from the side and slightly above.
 * @param footX where the feet stand, pixels
 * @param footY ground line, pixels
 * @param height of the person, pixels
 * @param stride phase of the step, radians
 * @param heading +1 to the right, -1 to the left
 */
export function paintWalker(canvas: Canvas, footX: number, footY: number, height: number, stride: number, heading: 1 | -1, clothes: Clothes): void {
  const unit = height / 8; // a figure is eight heads tall
  const at = (x: number, y: number): [number, number] => [footX + x * unit * heading, footY - y * unit];
  canvas.ellipse(footX + unit * 0.5, footY, unit * 1.6, unit * 0.32, shadow, 0.35);
  const leg = (phase: number, colour: Colour): void => {
    const swing = Math.sin(phase);
    const lift = Math.max(0, Math.cos(phase)) * 0.35;
    const knee = at(swing * 0.75 + 0.2 * lift, 2.05 + lift * 0.5);
    const foot = at(swing * 1.35, 0.18 + lift);
    canvas.limb(at(0, 3.95), knee, unit * 0.98, unit * 0.7, colour);
    canvas.limb(knee, foot, unit * 0.7, unit * 0.46, colour);
    canvas.limb(foot, [foot[0] + unit * 0.55 * heading, foot[1] + unit * 0.06], unit * 0.36, unit * 0.26, shoe);
  };
  const arm = (phase: number, colour: Colour): void => {
    const swing = Math.sin(phase);
    const elbow = at(swing * 0.55, 5.1);
    const hand = at(swing * 1.05 + 0.25, 4.1);
    canvas.limb(at(0, 6.35), elbow, unit * 0.6, unit * 0.5, colour);
    canvas.limb(elbow, hand, unit * 0.5, unit * 0.36, colour);
    canvas.ellipse(hand[0], hand[1], unit * 0.2, unit * 0.22, skin);
  };
  arm(stride, darker(clothes.coat));
  leg(stride + Math.PI, darker(clothes.trousers));
  leg(stride, clothes.trousers);
  const lean = 0.12;
  canvas.polygon([at(-0.62, 3.75), at(0.6, 3.75), at(0.66 + lean, 5.2), at(0.82 + lean, 6.3), at(0.5 + lean, 6.75), at(-0.5 + lean, 6.75), at(-0.85 + lean, 6.25), at(-0.66, 5)], clothes.coat);
  canvas.polygon([at(0.15, 3.75), at(0.6, 3.75), at(0.66 + lean, 5.2), at(0.82 + lean, 6.3), at(0.3 + lean, 6.5)], darker(clothes.coat, 0.86));
  arm(stride + Math.PI, clothes.coat);
  canvas.limb(at(lean, 6.65), at(0.16 + lean, 7.1), unit * 0.4, unit * 0.36, skin);
  const [headX, headY] = at(0.2 + lean, 7.48);
  canvas.ellipse(headX, headY, unit * 0.42, unit * 0.54, skin);
  canvas.ellipse(headX - unit * 0.1 * heading, headY - unit * 0.16, unit * 0.42, unit * 0.42, clothes.hair);
  canvas.ellipse(headX + unit * 0.22 * heading, headY + unit * 0.1, unit * 0.2, unit * 0.3, skin);
}

const glass: Colour = [52, 66, 78];
const tyre: Colour = [22, 22, 24];

/**
 * Paints a car from the side.
 * @param centreX middle between the wheels, pixels
 * @param groundY where the wheels stand, pixels
 * @param length of the car, pixels
 */
export function paintCar(canvas: Canvas, centreX: number, groundY: number, length: number, heading: 1 | -1, colour: Colour): void {
  const unit = length / 10;
  const at = (x: number, y: number): [number, number] => [centreX + x * unit * heading, groundY - y * unit];
  canvas.ellipse(centreX, groundY + unit * 0.05, unit * 5.1, unit * 0.35, shadow, 0.5);
  canvas.polygon([at(-5, 0.7), at(-5, 1.7), at(-4.7, 2.05), at(-3.4, 2.15), at(-2.3, 3.15), at(0.9, 3.2), at(2.5, 2.15), at(4.4, 1.85), at(4.95, 1.4), at(4.95, 0.7), at(4.6, 0.5), at(-4.6, 0.5)], colour);
  canvas.polygon([at(-4.95, 0.7), at(-4.95, 1.1), at(4.95, 1.1), at(4.95, 0.7), at(4.6, 0.5), at(-4.6, 0.5)], darker(colour, 0.72));
  canvas.polygon([at(-3, 2.15), at(-2.15, 2.98), at(-0.75, 3.02), at(-0.75, 2.15)], glass);
  canvas.polygon([at(-0.55, 2.15), at(-0.55, 3.02), at(0.8, 3.02), at(2.1, 2.15)], glass);
  canvas.polygon([at(-3.35, 2.12), at(2.5, 2.12), at(2.5, 2.06), at(-3.35, 2.06)], darker(colour, 0.6));
  canvas.polygon([at(-0.7, 2.05), at(-0.62, 2.05), at(-0.62, 0.8), at(-0.7, 0.8)], darker(colour, 0.6));
  canvas.polygon([at(4.45, 1.8), at(4.9, 1.45), at(4.5, 1.4)], [240, 236, 200]);
  canvas.polygon([at(-5, 1.75), at(-4.75, 1.95), at(-4.7, 1.5), at(-5, 1.45)], [190, 30, 30]);
  for (const wheel of [-3.1, 3]) {
    const [x, y] = at(wheel, 0.72);
    canvas.ellipse(x, y, unit * 0.9, unit * 0.9, darker(colour, 0.35));
    canvas.ellipse(x, y, unit * 0.78, unit * 0.78, tyre);
    canvas.ellipse(x, y, unit * 0.44, unit * 0.44, [150, 152, 156]);
    canvas.ellipse(x, y, unit * 0.15, unit * 0.15, [70, 70, 74]);
  }
}
