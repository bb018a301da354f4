import type { AddressInfo } from 'node:net';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import { fastify, LogController, type FastifyBaseLogger } from 'fastify';
import type { Accounts } from '../accounts/accounts.ts';
import type { EventFiles } from '../events/event-files.ts';
import type { Previews } from '../events/previews.ts';
import type { DetectorDesk } from '../models/detector-desk.ts';
import type { Dispatch } from './dispatch.ts';
import { addDetectorRoutes } from './detector-routes.ts';
import { addMediaRoutes } from './media-routes.ts';
import { addPageRoutes } from './page-routes.ts';
import { pagePolicy } from './page-policy.ts';
import type { PushHub } from './push-hub.ts';
import { foreign, type SameOrigin } from './same-origin.ts';
import { addSessionRoutes } from './session-routes.ts';
import type { LiveSessions } from './live-sessions.ts';
import { serveUpgrades, type LiveHandOver } from './upgrades.ts';

export type ServerOptions = {
  readonly accounts: Accounts;
  readonly dispatch: Dispatch;
  readonly hub: PushHub;
  readonly files: EventFiles;
  readonly previews: Previews;
  readonly snapshot: (cameraId: string) => Promise<Uint8Array | null>;
  readonly detectors: Pick<DetectorDesk, 'take' | 'takePicture'>;
  readonly liveHandOver: LiveHandOver;
  readonly live: LiveSessions;
  /** Folder of the built windows. */
  readonly pages: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Origins of development servers whose pages may call too; empty in the product. */
  readonly alsoAllowed: readonly string[];
  readonly doorKey: SameOrigin['doorKey'];
  readonly logger: FastifyBaseLogger;
};

export type Server = { readonly address: string; readonly port: number; close(): Promise<void> };

const longestBodyBytes = 16_384;
const loopback = '127.0.0.1';

/** Listens on loopback and nothing else. @throws when the port is taken (`EADDRINUSE`) */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { accounts, dispatch, hub, files, previews, snapshot, liveHandOver, live, pages, logger } = options;
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: longestBodyBytes,
    requestTimeout: 30_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 64 },
  });
  const portNow = (): number => (app.server.address() as AddressInfo | null)?.port ?? options.port;
  const sameOrigin: SameOrigin = { port: portNow, alsoAllowed: options.alsoAllowed, doorKey: options.doorKey };

  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', async (request, reply) => {
    const reason = foreign({ method: request.method, headers: request.headers, upgrade: false }, sameOrigin);
    return reason === null ? undefined : reply.code(403).send({ error: { kind: 'forbidden', detail: `foreign ${reason}` } });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: { kind: 'not-found' } }));
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ err: error }, 'a request failed');
    return reply.code(status).send({ error: { kind: status >= 500 ? 'internal' : 'bad-input' } });
  });
  await app.register(cookie);
  await app.register(helmet, pagePolicy);
  await addPageRoutes(app, pages);
  addSessionRoutes(app, dispatch, accounts.sessions);
  addDetectorRoutes(app, accounts.sessions, options.detectors);
  addMediaRoutes(app, { sessions: accounts.sessions, files, previews, snapshot });
  const endChannels = serveUpgrades({ app, sameOrigin, sessions: accounts.sessions, dispatch, hub, liveHandOver, live });

  await app.listen({ host: loopback, port: options.port });
  const port = portNow();
  return {
    address: `http://${loopback}:${port}/`,
    port,
    close: async () => {
      endChannels();
      await app.close();
    },
  };
}
