import { access, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { sendRefusal } from './serve.ts';

/** The desk's files; every address that is a page of the desk gets its one document. Hashed files are kept by browsers for a year. */
export async function serveDesk(app: FastifyInstance, folder: string): Promise<void> {
  const pageFile = join(folder, 'index.html');
  await access(pageFile);
  await app.register(fastifyStatic, {
    root: folder,
    // A page in a folder of its own is found without the slash, too.
    redirect: true,
    setHeaders: (reply, path) => {
      const hashed = basename(dirname(path)) === 'assets';
      void reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.setNotFoundHandler(async (request, reply) => {
    const isPage = request.method === 'GET' && !request.url.startsWith('/api/') && !/\.\w{1,8}(\?|$)/.test(request.url);
    if (!isPage) return sendRefusal(request, reply, { refused: 'method-not-known', params: {} });
    // Read anew: a desk that was built again has other files, and the page names them.
    const page = await readFile(pageFile, 'utf8');
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page);
  });
}
