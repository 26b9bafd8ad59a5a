import type { Socket } from "node:net";
import type { ClientConnection } from "../commands/command-call.ts";
import type { Engine } from "../commands/engine.ts";
import { errorReply, prepareCommand } from "../commands/run-command.ts";
import { MongoError } from "../errors/mongo-error.ts";
import type { MalformedMessage } from "../wire/malformed-message.ts";
import { readMessage, type WireMessage } from "../wire/read-message.ts";
import { MessageSplitter } from "../wire/split-messages.ts";
import { writeReply } from "../wire/write-reply.ts";
import type { CommandQueue } from "./command-queue.ts";

const invalidBson = 22;
const maxWaiting = 100;
let lastConnection = 0;

/** Serves a client: runs its commands one after another until it disconnects or sends a malformed message. */
export function serveConnection(engine: Engine, queue: CommandQueue, socket: Socket): void {
  const connection: ClientConnection = {
    id: ++lastConnection,
    isSignedIn: engine.signInKeys === undefined,
  };
  const splitter = new MessageSplitter();
  let waiting: Buffer[] = [];
  let isBusy = false;

  const close = (error: Error): void => {
    engine.notice({
      level: "warn",
      message: `closed connection ${connection.id}: ${error.message}`,
      details: { connection: connection.id },
    });
    waiting = [];
    socket.destroy();
  };

  const next = (): void => {
    while (!isBusy && waiting.length > 0 && !socket.destroyed) {
      isBusy = true;
      try {
        serve(readMessage(waiting.shift()!));
      } catch (error) {
        close(error as Error);
      }
    }
    if (waiting.length < maxWaiting) {
      socket.resume();
    }
  };

  const serve = (message: WireMessage): void => {
    const answer = (reply: Uint8Array): void => {
      isBusy = false;
      if (!message.silent && !socket.destroyed && !socket.write(writeReply(message, reply))) {
        // The client reads slowly: its next command waits until this reply is sent.
        isBusy = true;
        socket.once("drain", () => {
          isBusy = false;
          next();
        });
      }
      next();
    };
    try {
      queue.submit(prepareCommand(engine, connection, message), answer);
    } catch (error) {
      if (!(error instanceof MongoError)) {
        throw error;
      }
      answer(errorReply(error));
      if (error.code === invalidBson) {
        socket.end();
      }
    }
  };

  socket.setNoDelay(true);
  socket.on("data", (bytes) => {
    try {
      waiting.push(...splitter.push(bytes));
    } catch (error) {
      close(error as MalformedMessage);
    }
    if (waiting.length >= maxWaiting) {
      socket.pause();
    }
    next();
  });
  socket.on("error", () => socket.destroy());
}
