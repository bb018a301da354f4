import { openSource } from '../../electron/engine/media/source/open-source.ts';
import type { SourceEnd, SourcePacket, StreamInfo } from '../../electron/engine/media/source/source.ts';
import type { SourceAddress } from '../../electron/engine/media/worker-protocol.ts';

export type SeenPacket = Pick<SourcePacket, 'at' | 'decodeAt' | 'isKey'> & { readonly dts: bigint; readonly bytes: number; readonly startsWithStartCode: boolean };

export type WatchedSource = {
  readonly infos: readonly StreamInfo[];
  readonly packets: readonly SeenPacket[];
  readonly end: Promise<SourceEnd>;
  /** Resolves when the condition holds; looked at with every packet and every 50 ms. Rejects when the source ends before. */
  readonly until: (condition: (seen: { readonly infos: readonly StreamInfo[]; readonly packets: readonly SeenPacket[] }) => boolean) => Promise<void>;
  readonly stop: () => Promise<SourceEnd>;
};

export function sourceAddress(url: string, more: Partial<SourceAddress> = {}): SourceAddress {
  return { kind: url.startsWith('rtsp') ? 'rtsp' : 'file', url, username: null, password: null, transport: 'tcp', loop: false, ...more };
}

/** Opens a source once and keeps what it told. */
export function watchSource(address: SourceAddress): WatchedSource {
  const infos: StreamInfo[] = [];
  const packets: SeenPacket[] = [];
  const stop = new AbortController();
  let ended = false;
  const end = openSource(
    address,
    {
      onOpen: (info) => infos.push(info),
      onInfoChange: (info) => infos.push(info),
      onPacket: ({ at, decodeAt, isKey, packet }) => {
        const data = packet.data;
        packets.push({ at, decodeAt, isKey, dts: packet.dts, bytes: packet.size, startsWithStartCode: data?.indexOf('\0\0\x01', 0, 'latin1') === (data?.[2] === 1 ? 0 : 1) });
      },
    },
    stop.signal,
  ).finally(() => (ended = true));
  return {
    infos,
    packets,
    end,
    until: async (condition) => {
      while (!condition({ infos, packets })) {
        if (ended) throw new Error(`the source ended: ${JSON.stringify(await end)}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    stop: () => {
      stop.abort();
      return end;
    },
  };
}
