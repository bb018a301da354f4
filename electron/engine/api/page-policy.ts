import type { FastifyHelmetOptions } from '@fastify/helmet';
import { pageDirectives } from '../../contract/page-policy.ts';

/** The pages' policy as the server's headers; see `contract/page-policy.ts`. */
export const pagePolicy: FastifyHelmetOptions = {
  enableCSPNonces: true,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: Object.fromEntries(Object.entries(pageDirectives).map(([name, sources]) => [name, [...sources]])),
  },
  crossOriginOpenerPolicy: { policy: 'same-origin' },
  crossOriginResourcePolicy: { policy: 'same-origin' },
  referrerPolicy: { policy: 'no-referrer' },
  xFrameOptions: { action: 'deny' },
  // Loopback is plain HTTP.
  strictTransportSecurity: false,
};
