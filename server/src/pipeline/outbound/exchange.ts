import type { Dispatcher } from "undici";
import { singleHeaders } from "../../http/single-headers.ts";

/** What a host answered, whole. */
export interface Answer {
  readonly status: number;
  /** By names in lower case; of several of one name the first. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

/** Time was up; `begun` tells whether anything of the request may have left. */
export class TimeUp extends Error {
  readonly begun: boolean;

  constructor(timeoutMs: number, begun: boolean) {
    super(begun ? `no answer within ${timeoutMs} ms` : `no free connection within ${timeoutMs} ms`);
    this.begun = begun;
  }
}

/**
 * Makes a request and reads the answer into one text. Raises `TimeUp`, or undici's error. A handler of our own and one timer:
 * undici's `request` makes a stream of every answer, and an `AbortSignal` for each call costs as much as the rest of it.
 */
export function exchange(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  timeoutMs: number,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const reader = new AnswerReader(timeoutMs, resolve, reject);
    dispatcher.dispatch(request, reader);
  });
}

const utf8 = new TextDecoder();

class AnswerReader implements Dispatcher.DispatchHandler {
  readonly #resolve: (answer: Answer) => void;
  readonly #reject: (error: unknown) => void;
  readonly #timer: NodeJS.Timeout;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #timeUp: TimeUp | undefined;
  #status = 0;
  #headers: Answer["headers"] = {};

  constructor(
    timeoutMs: number,
    resolve: (answer: Answer) => void,
    reject: (error: unknown) => void,
  ) {
    this.#resolve = resolve;
    this.#reject = reject;
    this.#timer = setTimeout(() => {
      this.#timeUp = new TimeUp(timeoutMs, this.#controller !== undefined);
      this.#controller?.abort(this.#timeUp);
      reject(this.#timeUp);
    }, timeoutMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // It waited for a connection until nobody waits for it any more.
    if (this.#timeUp) controller.abort(this.#timeUp);
  }

  onResponseStart(
    _: unknown,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    if (status < 200) return;
    this.#status = status;
    this.#headers = singleHeaders(headers);
  }

  onResponseData(_: unknown, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    clearTimeout(this.#timer);
    const [first] = this.#chunks;
    const bytes = first && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks);
    this.#resolve({ status: this.#status, headers: this.#headers, text: utf8.decode(bytes) });
  }

  onResponseError(_: unknown, error: unknown): void {
    clearTimeout(this.#timer);
    this.#reject(error);
  }
}
