import { connect, type Socket } from "node:net";
import { BSON } from "mongodb";

/** A connection that sends any bytes, right or wrong. */
export class WireClient {
  readonly #socket: Socket;
  #bytes = Buffer.alloc(0);
  #waiting: (() => void)[] = [];
  isClosed = false;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk) => {
      this.#bytes = Buffer.concat([this.#bytes, chunk]);
      this.#wake();
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      this.isClosed = true;
      this.#wake();
    });
  }

  /** Connects to a store by its connection string. */
  static async open(uri: string): Promise<WireClient> {
    const host = decodeURIComponent(/^mongodb:\/\/(?:[^@/]*@)?([^/]+)/.exec(uri)![1]!);
    const [name, port] = host.split(":");
    const socket = port ? connect(Number(port), name) : connect(host);
    await new Promise<void>((resolve, reject) =>
      socket.once("connect", resolve).once("error", reject),
    );
    return new WireClient(socket);
  }

  send(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  /** Sends a command and waits for its answer. */
  async command(command: object, flags = 0): Promise<BSON.Document> {
    this.send(opMsg(BSON.serialize(command), flags));
    return this.reply();
  }

  /** The next answer; throws when the connection closes first. */
  async reply(): Promise<BSON.Document> {
    for (;;) {
      if (this.#bytes.length >= 4 && this.#bytes.length >= this.#bytes.readInt32LE(0)) {
        break;
      }
      if (this.isClosed) {
        throw new Error("the connection is closed");
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    const length = this.#bytes.readInt32LE(0);
    const head = this.#bytes.readInt32LE(12) === 1 ? 36 : 21;
    const reply = BSON.deserialize(this.#bytes.subarray(head, length));
    this.#bytes = this.#bytes.subarray(length);
    return reply;
  }

  /** Waits until the server has closed the connection. */
  async closed(): Promise<void> {
    while (!this.isClosed) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  end(): void {
    this.#socket.destroy();
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) {
      resolve();
    }
  }
}

/** A message around sections of bytes. */
export function message(opCode: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const header = Buffer.alloc(16);
  header.writeInt32LE(16 + body.length, 0);
  header.writeInt32LE(7, 4);
  header.writeInt32LE(opCode, 12);
  return Buffer.concat([header, body]);
}

/** A command as the current protocol sends it. */
export function opMsg(document: Uint8Array, flags = 0): Buffer {
  const flagBytes = Buffer.alloc(5);
  flagBytes.writeUInt32LE(flags, 0);
  return message(2013, flagBytes, document);
}
