import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'msw';
import type { Plugin } from 'vite';
import type * as Handlers from './src/test/handlers.ts';
import type * as Worlds from './src/test/world.ts';

const BASE = 'http://mock.local';

/**
 * `STOCKCAST_MOCK=full|empty|slow|down npm run dev` works on pages without an API: the tests' made-up one answers.
 */
export function mockApi(kind: string): Plugin {
  return {
    name: 'stockcast-mock-api',
    async configureServer(server) {
      const { emptyWorld, fullWorld } = (await server.ssrLoadModule('/src/test/world.ts')) as typeof Worlds;
      const { handlers } = (await server.ssrLoadModule('/src/test/handlers.ts')) as typeof Handlers;
      const { getResponse } = await import('msw');
      const world = kind === 'empty' ? emptyWorld() : fullWorld();
      if (kind === 'down') world.failing = 503;
      const all: RequestHandler[] = handlers(world, BASE);
      server.middlewares.use('/config.json', (_request, response) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ api_url: '/api', api_key: world.key }));
      });
      server.middlewares.use('/api', (incoming, outgoing) => {
        void (async () => {
          const request = await asRequest(incoming);
          if (kind === 'slow') await new Promise((resolve) => setTimeout(resolve, 60_000));
          const answer = await getResponse(all, request);
          outgoing.statusCode = answer?.status ?? 404;
          answer?.headers.forEach((value, name) => outgoing.setHeader(name, value));
          outgoing.end(Buffer.from((await answer?.arrayBuffer()) ?? new ArrayBuffer(0)));
        })();
      });
    },
  };
}

async function asRequest(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const method = incoming.method ?? 'GET';
  const headers = Object.entries(incoming.headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as [string, string]] : [],
  );
  return new Request(BASE + (incoming.url ?? '/'), {
    method,
    headers,
    ...(method === 'GET' ? {} : { body: Buffer.concat(chunks) }),
  });
}
