import type { Carried } from "./carried.ts";
import { count, countName } from "./counts.ts";
import { countDuration } from "./durations.ts";
import type { ReportedMessage } from "./facts.ts";

const sessionMs = 86_400_000;

type Changing = { -readonly [Name in keyof Carried]: Carried[Name] };
type Counting = Record<string, number>;

/** Counts the messages and events of an hour, in order. Members' own counts go to `ownOf`. Returns what is carried on. */
export function countMessages(
  messages: readonly ReportedMessage[],
  counts: Counting,
  ownOf: (group: string) => Counting,
  before: Carried,
): Carried {
  const state: Changing = { ...before };
  for (const message of messages) {
    switch (message.direction) {
      case "incoming":
        countIncoming(message, counts, state);
        break;
      case "outgoing":
        countOutgoing(message, counts, ownOf, state);
        break;
      case "event":
        countEvent(message, counts, ownOf, state);
        break;
      case "note":
        break;
    }
  }
  return state;
}

function countIncoming({ at }: ReportedMessage, counts: Counting, state: Changing): void {
  count(counts, "in");
  state.askedAt ??= at;
  if (state.sessionAt === undefined || at >= state.sessionAt + sessionMs) {
    count(counts, "sessions");
    Object.assign(state, { sessionAt: at, bot: false, people: false });
    if (state.held) {
      notePeople(at, counts, state);
    }
  }
}

function countOutgoing(
  { at, author, delivery, failure }: ReportedMessage,
  counts: Counting,
  ownOf: (group: string) => Counting,
  state: Changing,
): void {
  count(counts, "out");
  count(counts, countName("delivery", delivery ?? "unknown"));
  if (failure) {
    count(counts, countName("error", failure.code));
    if (failure.kind === "window" || failure.code === "window.closed") {
      count(counts, "windowMisses");
    }
  }
  if (author.type === "bot") {
    count(counts, "outBot");
    if (inSession(at, state) && !state.bot && !state.people) {
      count(counts, "answeredByBot");
      state.bot = true;
    }
    countAnswer("botAnswer", at, counts, state);
  } else if (author.type === "member") {
    const own = author.id === undefined ? undefined : ownOf(`m:${author.id}`);
    count(counts, "outMember");
    if (own) {
      count(own, "outMember");
    }
    notePeople(at, counts, state);
    if (own && state.askedAt !== undefined) {
      countDuration(own, "memberAnswer", at - state.askedAt);
    }
    countAnswer("memberAnswer", at, counts, state);
    if (state.heldSince !== undefined && !state.firstAnswer) {
      countDuration(counts, "firstAnswer", at - state.heldSince);
      if (own) {
        countDuration(own, "firstAnswer", at - state.heldSince);
      }
      state.firstAnswer = true;
    }
  }
}

function countAnswer(name: string, at: number, counts: Counting, state: Changing): void {
  if (state.askedAt !== undefined) {
    countDuration(counts, name, at - state.askedAt);
    state.askedAt = undefined;
  }
}

function countEvent(
  { at, event, author }: ReportedMessage,
  counts: Counting,
  ownOf: (group: string) => Counting,
  state: Changing,
): void {
  switch (event) {
    case "handedOff":
    case "routedToPeople":
      count(counts, "handedOff");
      notePeople(at, counts, state);
      hold("waiting", at, counts, state);
      return;
    case "returned":
      hold("waiting", at, counts, state);
      return;
    case "takenOver":
      count(counts, "takenOver");
      if (author.type === "member" && author.id !== undefined) {
        count(ownOf(`m:${author.id}`), "takenOver");
      }
      notePeople(at, counts, state);
      hold("human", at, counts, state);
      return;
    case "resolved":
    case "handedBack": {
      count(counts, event);
      const own =
        author.type === "member" && author.id !== undefined ? ownOf(`m:${author.id}`) : undefined;
      if (own) {
        count(own, event);
      }
      if (state.heldSince !== undefined) {
        countDuration(counts, "resolution", at - state.heldSince);
        if (own) {
          countDuration(own, "resolution", at - state.heldSince);
        }
      }
      release(counts, state);
      return;
    }
    default:
      return;
  }
}

/** The people have the conversation from now on; the net changes of the backlog are counted. */
function hold(by: "waiting" | "human", at: number, counts: Counting, state: Changing): void {
  if (state.held === by) {
    return;
  }
  release(counts, state, false);
  count(counts, `${by}Change`);
  state.held = by;
  if (state.heldSince === undefined) {
    state.heldSince = at;
    state.firstAnswer = false;
  }
}

function release(counts: Counting, state: Changing, entirely = true): void {
  if (state.held) {
    count(counts, `${state.held}Change`, -1);
  }
  state.held = undefined;
  if (entirely) {
    state.heldSince = undefined;
    state.firstAnswer = undefined;
  }
}

/** Counts once in a session that people take part. */
function notePeople(at: number, counts: Counting, state: Changing): void {
  if (!inSession(at, state) || state.people) {
    return;
  }
  count(counts, "withPeople");
  if (state.bot) {
    count(counts, "botThenPeople");
  }
  state.people = true;
}

function inSession(at: number, { sessionAt }: Changing): boolean {
  return sessionAt !== undefined && at < sessionAt + sessionMs;
}
