import type { Dispatcher } from "undici";
import { singleHeaders } from "../../http/single-headers.ts";

/** The whole answer of a host. */
export interface Answer {
  readonly status: number;
  /** By names in lower case; of several of one name the first. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

/** The deadline passed; `begun` tells whether anything of the request may have left. */
export class TimeUp extends Error {
  readonly begun: boolean;

  constructor(timeoutMs: number, begun: boolean) {
    super(begun ? `no answer within ${timeoutMs} ms` : `no free connection within ${timeoutMs} ms`);
    this.begun = begun;
  }
}

/**
 * Makes a request and reads the answer into one text. Nothing leaves after `deadline` (epoch milliseconds), not even from a
 * process that was paused. Raises `TimeUp`, or undici's error. It has a handler and a timer of its own because undici's
 * `request` makes a stream of every answer, and an `AbortSignal` for each call costs as much as the rest of it.
 */
export function exchange(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  deadline: number,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const reader = new AnswerReader(deadline, resolve, reject);
    dispatcher.dispatch(request, reader);
  });
}

const utf8 = new TextDecoder();

class AnswerReader implements Dispatcher.DispatchHandler {
  readonly #deadline: number;
  readonly #timeoutMs: number;
  readonly #resolve: (answer: Answer) => void;
  readonly #reject: (error: unknown) => void;
  readonly #timer: NodeJS.Timeout;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #headers: Answer["headers"] = {};

  constructor(
    deadline: number,
    resolve: (answer: Answer) => void,
    reject: (error: unknown) => void,
  ) {
    this.#deadline = deadline;
    this.#timeoutMs = Math.max(0, deadline - Date.now());
    this.#resolve = resolve;
    this.#reject = reject;
    this.#timer = setTimeout(() => {
      const timeUp = new TimeUp(this.#timeoutMs, this.#controller !== undefined);
      this.#controller?.abort(timeUp);
      reject(timeUp);
    }, this.#timeoutMs);
  }

  /** Is called just before the first byte is written. The timer alone is not enough: a process that is resumed after a pause handles its sockets first. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (Date.now() >= this.#deadline) {
      controller.abort(new TimeUp(this.#timeoutMs, false));
    } else {
      this.#controller = controller;
    }
  }

  onResponseStart(
    _: unknown,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    if (status < 200) {
      return;
    }
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
