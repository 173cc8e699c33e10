import { request } from 'node:http';

export interface Letter {
  readonly address: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** So many stand at the door at once. */
const senders = 32;

/** Each by a connection of its own, as so many people would come; the answers in the order of the letters. An answer that is no success throws. */
export async function sendAll<Answer>(
  letters: readonly Letter[],
  done: (all: number) => void = () => undefined,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  const queue = letters.entries();
  let all = 0;
  const send = async (): Promise<void> => {
    for (const [at, letter] of queue) {
      answers[at] = JSON.parse(await answerTo(letter)) as Answer;
      done((all += 1));
    }
  };
  await Promise.all(Array.from({ length: senders }, send));
  return answers;
}

function answerTo({ address, body, headers = {} }: Letter): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const sent = request(address, { method: 'POST', agent: false, headers }, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (part: string) => (text += part));
    response.on('error', reject);
    response.on('end', () => {
      if ((response.statusCode ?? 500) < 300) resolve(text);
      else reject(new Error(`${address}: ${response.statusCode} ${text}`));
    });
  });
  sent.on('error', reject);
  sent.end(body);
  return promise;
}
