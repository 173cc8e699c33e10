import type { FastifyReply } from 'fastify';
import type { KeptFile } from '../files/files.ts';

/** To be saved, never shown: no file runs in the desk's name. Nor kept by the browser, which others in an office use too. */
export function sendFile(reply: FastifyReply, { name, mediaType, length, stream }: KeptFile): FastifyReply {
  return reply
    .status(200)
    .type(mediaType)
    .headers({
      'content-disposition': dispositionOf(name),
      'content-length': length,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    })
    .send(stream);
}

/** RFC 6266: the name in ASCII for old clients, and as it is. */
function dispositionOf(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
