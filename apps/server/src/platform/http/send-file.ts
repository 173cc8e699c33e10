import type { FastifyReply } from 'fastify';
import type { KeptFile } from '../files/files.ts';

/** To be saved, never shown: no file runs in the desk's name. Nor kept by the browser, which others in an office use too. */
export function sendFile(reply: FastifyReply, { name, mediaType, length, stream }: KeptFile): FastifyReply {
  return toBeSaved(reply, name, mediaType, length).send(stream);
}

interface Bytes {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** The same of what was made for the request. */
export function sendBytes(reply: FastifyReply, { name, mediaType, bytes }: Bytes): FastifyReply {
  return toBeSaved(reply, name, mediaType, bytes.length).header('vary', 'accept').send(Buffer.from(bytes));
}

function toBeSaved(reply: FastifyReply, name: string, mediaType: string, length: number): FastifyReply {
  return reply
    .status(200)
    .type(mediaType)
    .headers({
      'content-disposition': dispositionOf(name),
      'content-length': length,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
}

/** RFC 6266: the name in ASCII for old clients, and as it is. */
function dispositionOf(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
