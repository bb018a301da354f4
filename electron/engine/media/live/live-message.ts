import { liveKind, livePacketHeaderBytes, type LiveConfig, type LiveOverlay, type LiveState } from '../../../contract/live.ts';

/** Messages of the live feed as bytes; the format stands in `contract/live.ts`. */
function jsonMessage(kind: number, value: LiveConfig | LiveOverlay | LiveState): Buffer {
  return Buffer.concat([Buffer.of(kind), Buffer.from(JSON.stringify(value))]);
}

export const configMessage = (config: LiveConfig): Buffer => jsonMessage(liveKind.config, config);
export const overlayMessage = (overlay: LiveOverlay): Buffer => jsonMessage(liveKind.overlay, overlay);
export const stateMessage = (state: LiveState): Buffer => jsonMessage(liveKind.state, state);

/** A buffer of its own, so that it can be sent without what lies around it. @param at wall-clock ms of the picture */
export function packetMessage(data: Uint8Array, isKey: boolean, at: number): Buffer {
  const message = Buffer.allocUnsafeSlow(livePacketHeaderBytes + data.length);
  message[0] = liveKind.packet;
  message[1] = isKey ? 1 : 0;
  message.writeDoubleLE(at, 2);
  message.set(data, livePacketHeaderBytes);
  return message;
}
