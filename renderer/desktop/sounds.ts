import type { Severity } from '../../electron/contract/scene.ts';

/** One tone of a sound; times from its beginning. */
export type Tone = { readonly atMs: number; readonly ms: number; readonly hz: number };

/**
 * The severities differ by rhythm, so that they are told apart by ears that hear no high tones and over loud rooms: red
 * knocks three times and again, yellow goes twice, blue is one long soft tone.
 */
export const sounds: Readonly<Record<Severity, readonly Tone[]>> = {
  red: [0, 140, 280, 720, 860, 1000].map((atMs) => ({ atMs, ms: 90, hz: 988 })),
  yellow: [{ atMs: 0, ms: 180, hz: 740 }, { atMs: 320, ms: 180, hz: 587 }],
  blue: [{ atMs: 0, ms: 480, hz: 494 }],
};

const loudness: Readonly<Record<Severity, number>> = { red: 0.22, yellow: 0.16, blue: 0.1 };
/** A tone that begins or ends at once clicks. */
const edgeS = 0.012;

let context: AudioContext | null = null;
let until = 0;

/** Plays the sound of a severity; one that comes while another sounds is left out. */
export function playSound(severity: Severity): void {
  context ??= new AudioContext();
  const { currentTime, destination } = context;
  if (currentTime < until) return;
  if (context.state === 'suspended') void context.resume();
  for (const { atMs, ms, hz } of sounds[severity]) {
    const startsAt = currentTime + 0.02 + atMs / 1000;
    const endsAt = startsAt + ms / 1000;
    const tone = new OscillatorNode(context, { type: 'triangle', frequency: hz });
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, startsAt);
    gain.gain.linearRampToValueAtTime(loudness[severity], startsAt + edgeS);
    gain.gain.setValueAtTime(loudness[severity], endsAt - edgeS);
    gain.gain.linearRampToValueAtTime(0, endsAt);
    tone.connect(gain).connect(destination);
    tone.start(startsAt);
    tone.stop(endsAt);
    until = Math.max(until, endsAt);
  }
}
