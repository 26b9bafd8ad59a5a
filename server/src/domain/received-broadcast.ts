import { defined } from "@chatloom/flows-schema";
import type { Input } from "@chatloom/runtime";

/** Replies to older broadcasts are forgotten. */
const most = 200;

/** A broadcast as its receiver's conversation knows it. Moments are epoch milliseconds. */
export interface ReceivedBroadcast {
  readonly id: string;
  readonly at: number;
  /** Whether links in its messages are counted. */
  readonly countClicks?: boolean;
  /** When the contact first wrote after it. */
  readonly repliedAt?: number;
  /** The earlier broadcasts after which the contact wrote, the newest last. */
  readonly answered?: readonly string[];
}

interface Known {
  readonly broadcast?: ReceivedBroadcast | undefined;
}

/** Returns the newest broadcast of a conversation after an input, which may start another one or bring its run from another channel. */
export function startedBroadcast(
  { broadcast }: Known,
  input: Input,
  now: number,
): ReceivedBroadcast | undefined {
  const starts = input.type === "start" || input.type === "runMoved";
  if (!starts || input.broadcast === undefined) {
    return broadcast;
  }
  const answered = answeredUpTo(broadcast);
  return defined({
    id: input.broadcast,
    at: now,
    countClicks: input.countClicks ? true : undefined,
    answered: answered.length > 0 ? answered : undefined,
  });
}

/** Lists the broadcasts after which the contact wrote, the newest last. */
export function answeredUpTo(broadcast: ReceivedBroadcast | undefined): readonly string[] {
  const { id, repliedAt, answered = [] } = broadcast ?? {};
  return id === undefined || repliedAt === undefined ? answered : [...answered, id].slice(-most);
}

/** Notes when a contact first writes after a broadcast. */
export function withReply({ broadcast }: Known, at: number): ReceivedBroadcast | undefined {
  return broadcast && broadcast.repliedAt === undefined
    ? { ...broadcast, repliedAt: at }
    : broadcast;
}
