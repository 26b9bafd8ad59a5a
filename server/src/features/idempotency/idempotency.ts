import { DomainError } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { Idempotency, KeyedCall, KeyedReply } from "../../http/idempotency.ts";
import { seal, unseal } from "../../secrets/secret-box.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import { keyedCallErrors } from "./keyed-call-errors.ts";
import { keyedCalls } from "./keyed-call-model.ts";

const keptMs = 86_400_000;
const leaseMs = 30_000;
const renewEveryMs = 10_000;
const mostReplyBytes = 1_000_000;

/**
 * Runs each keyed call once. The key is stored before the call runs, so that of several calls with one key only one runs, in any process.
 * A call that is refused leaves no trace: it changed nothing, and may be sent again with the same key.
 */
export function createIdempotency({ connection, config, now, log }: ServerContext): Idempotency {
  const calls = keyedCalls(connection);
  return {
    async once(call, run) {
      if (await begin(call)) {
        return { reply: await runKept(call.id, run), repeated: false };
      }
      return earlier(call);
    },
  };

  /** Returns whether the key was free. */
  async function begin({ id, fingerprint }: KeyedCall): Promise<boolean> {
    const at = now();
    try {
      await calls.create({
        _id: id,
        fingerprint,
        state: "running",
        leaseUntil: at + leaseMs,
        expireAt: new Date(at + keptMs),
      });
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) {
        throw error;
      }
      return false;
    }
  }

  async function runKept(id: string, run: () => Promise<unknown>): Promise<unknown> {
    const renewing = setInterval(() => {
      void change(id, { leaseUntil: now() + leaseMs });
    }, renewEveryMs);
    let reply: unknown;
    try {
      reply = await run();
    } catch (error) {
      if (error instanceof DomainError) {
        await calls.deleteOne({ _id: id });
      } else {
        await change(id, { state: "unknown" });
      }
      throw error;
    } finally {
      clearInterval(renewing);
    }
    const text = JSON.stringify(reply) ?? "";
    const kept = Buffer.byteLength(text) <= mostReplyBytes;
    await change(id, {
      state: "done",
      reply: kept ? seal(config.secretKey, text, id) : undefined,
    });
    return reply;
  }

  /** Changes what is known of a call. Its failure is logged, not answered: the call itself went on. */
  async function change(id: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
    try {
      await calls.updateOne({ _id: id }, { $set: fields });
    } catch (error) {
      log.error({ err: error, callId: id }, "failed to note the reply of a keyed call");
    }
  }

  async function earlier({ id, fingerprint }: KeyedCall): Promise<KeyedReply> {
    const known = await calls.findById(id).lean();
    if (!known) {
      // The other call was refused meanwhile, and the key is free again.
      throw keyedCallErrors.running();
    }
    if (known.fingerprint !== fingerprint) {
      throw keyedCallErrors.otherCall();
    }
    if (known.state === "running" && known.leaseUntil > now()) {
      throw keyedCallErrors.running();
    }
    if (known.state !== "done") {
      throw keyedCallErrors.unknown();
    }
    if (known.reply === undefined) {
      throw keyedCallErrors.notKept();
    }
    const text = unseal(config.secretKey, known.reply, id);
    return { reply: text === "" ? undefined : JSON.parse(text), repeated: true };
  }
}
