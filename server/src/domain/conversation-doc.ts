import type { Handler, Priority, Reason } from "@chatloom/api-schema";
import type { MessageContent } from "@chatloom/flows-schema";
import type {
  Effect,
  HandoffTerms,
  Input,
  Run,
  RunCampaign,
  ShellTimer,
  Turn,
} from "@chatloom/runtime";
import type { ReplyToken } from "../channels/channel-event.ts";
import type { ObjectId } from "../store/scoped-model.ts";
import type { AdClickNoted } from "./ad-click.ts";
import type { AwaitedCall } from "./awaited-call.ts";
import type { ConsentEntry } from "./consent-entry.ts";
import type { DeadLetterDoc } from "./dead-letter-doc.ts";
import type { CaseEntry, DeskCase } from "./desk-case.ts";
import type { MessageChange, MessageDoc } from "./message-doc.ts";
import type { OutboxEntry } from "./outbox-entry.ts";
import type { ReceivedBroadcast } from "./received-broadcast.ts";
import type { Resolution, SurveyResult } from "./resolution.ts";
import type { Survey } from "./survey.ts";
import type { SwitchFollowed } from "./switch-followed.ts";
import type { TurnDoc } from "./turn-doc.ts";
import type { TurnPace } from "./turn-pace.ts";

/**
 * A conversation as it is stored: one document holds all that must change together, so that one guarded write
 * is a turn. Ids are 24 hexadecimal digits, moments epoch milliseconds.
 */
export interface ConversationDoc {
  readonly _id: string;
  readonly workspaceId: ObjectId;
  readonly channelId: string;
  readonly channelType: string;
  readonly contactId: string;
  /** The first values of the contact's record. */
  readonly profile: ContactProfile;
  /** `<channelId>:<address>` for the address and each of its aliases; no other conversation has one of them. */
  readonly keys: readonly string[];
  /** Where messages go. */
  readonly address: string;
  /** The contact's name, for the list. */
  readonly contactName: string;
  readonly pictureUrl?: string | undefined;

  /** Counts every write; a write that expects another version changes nothing. */
  readonly version: number;
  /** The process that carries things out for this conversation now. */
  readonly lease?: Lease | undefined;
  /** When somebody must look at this conversation though nothing arrives: a timer, a retry, a lease that ran out. */
  readonly wakeAt?: number | undefined;

  /** Whether the run belongs to a campaign of this purpose; what it says unasked is marketing. */
  readonly marketing?: boolean | undefined;
  /** The newest broadcast that started a flow here. */
  readonly broadcast?: ReceivedBroadcast | undefined;
  /** Since when it waits for its channel: for its rate, or until it is no longer paused. */
  readonly queuedSince?: number | undefined;

  readonly handler: Handler;
  readonly assigneeId?: string | undefined;
  readonly assigneeName?: string | undefined;
  /** The team that is responsible. */
  readonly teamId?: string | undefined;
  readonly resolved: boolean;
  readonly waitingSince?: number | undefined;
  /** Since when it waits for a member who takes it or to whom the queue assigns it; undefined once it has one. */
  readonly queuedAt?: number | undefined;
  /** When a person last took it after it had waited. */
  readonly takenAt?: number | undefined;
  /** When it returns to the bot by itself, although a person has it. */
  readonly returnsAt?: number | undefined;
  /** The contract of the handoff step. */
  readonly handoff?: HandoffTerms | undefined;
  /** When people got the conversation from the bot: the bot's timers stand still since then. */
  readonly pausedAt?: number | undefined;
  readonly unread: number;
  readonly reachable: boolean;
  readonly last?: LastMessage | undefined;
  readonly lastIncomingAt?: number | undefined;
  readonly lastIncomingId?: string | undefined;
  /** A platform's keyboard is shown to the contact (see `Channel.keyboard`): the `lastIncomingId` of then, empty without one. */
  readonly keyboardAfter?: string | undefined;
  /** The token with which the contact's last event allows one answer; see `enqueue.ts`. */
  readonly replyToken?: ReplyToken | undefined;
  /** The reference that keeps answers in the platform's thread; see `ChannelEvent`. */
  readonly thread?: string | undefined;

  /** The workspace's labels on it, each once. */
  readonly labelIds?: readonly string[] | undefined;
  /** Undefined: normal. */
  readonly priority?: Exclude<Priority, "normal"> | undefined;
  /** Hidden from the list until then, or until the contact writes. */
  readonly snoozedUntil?: number | undefined;
  /** The members that notes mention, each once. */
  readonly mentions?: readonly MemberMention[] | undefined;
  /** Replies that members scheduled, in the order of their moments. */
  readonly scheduled?: readonly ScheduledReply[] | undefined;
  /** The newest survey about a resolution of the conversation. */
  readonly survey?: Survey | undefined;
  /** Values for the filters of lists, derived from other fields; see `facetsOf`. */
  readonly facets?: readonly string[] | undefined;

  /** The newest message's. */
  readonly sequence: number;
  /** The newest turn's. */
  readonly turn: number;
  /** The trace of the newest turn that was recorded; see `Span`. */
  readonly trace?: string | undefined;
  readonly run?: Run | undefined;
  /** Bot messages within a clock hour, for the bound. */
  readonly sent?: Turn["sent"] | undefined;
  /** Turns within ten seconds, for the bound. */
  readonly pace?: TurnPace | undefined;
  /** The last tap, and when it came: a second one at once is the same one. */
  readonly lastTap?: LastTap | undefined;
  readonly position?: Position | undefined;
  readonly timers: readonly ShellTimer[];
  /** Messages on their way out, in order. */
  readonly outbox: readonly OutboxEntry[];
  /** The owner that the platform knows; absent: the bot. */
  readonly toldOwner?: "us" | "other" | undefined;
  /** The case that agents of a helpdesk have of it, or had last. */
  readonly deskCase?: DeskCase | undefined;
  /** Pending actions in helpdesks, in order. */
  readonly forwards?: readonly CaseEntry[] | undefined;
  /** Effects whose answer the run waits for. */
  readonly calls: readonly AwaitedCall[];
  /** Inputs that wait until the bot may act again. */
  readonly held: readonly HeldInput[];

  /** Decided by guarded writes and still to be written elsewhere; writing any of it twice is harmless. */
  readonly pendingWrites: PendingWrites;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Side effects that follow a guarded write. */
export interface PendingWrites {
  readonly messages: readonly MessageDoc[];
  readonly changes: readonly MessageChange[];
  readonly turns: readonly TurnDoc[];
  /** Stored events that are done with. */
  readonly consumed: readonly string[];
  readonly deadLetters: readonly DeadLetterDoc[];
  /** Effects beyond the conversation: contact, workspace, notifications, alerts. */
  readonly sideEffects: readonly SideEffect[];
}

/** An effect to carry out after the write that decided it. */
export type SideEffect =
  | Extract<Effect, { type: "updateContact" | "setWorkspaceVariable" | "assign" }>
  | Extract<Effect, { type: "notify" | "track" }>
  | (Extract<Effect, { type: "moveRun" }> & RunCampaign)
  | (Extract<Effect, { type: "alert" }> & { readonly reason?: Reason })
  | ProfileLearned
  | ConsentRecorded
  | BroadcastMissed
  | ResolutionRecorded
  | SurveyRecorded
  | AdClickNoted
  | MessagesRelayed
  | SwitchFollowed;

/** People ended a conversation. */
export interface ResolutionRecorded {
  readonly type: "recordResolution";
  readonly id: string;
  readonly resolution: Resolution;
}

/** Something became of the survey about a resolution. */
export interface SurveyRecorded {
  readonly type: "recordSurvey";
  readonly id: string;
  readonly resolutionId: string;
  readonly result: SurveyResult;
}

/** Another conversation of the contact is to send messages that this one's platform refused. */
export interface MessagesRelayed {
  readonly type: "relay";
  readonly id: string;
  readonly toConversationId: string;
  readonly contents: readonly MessageContent[];
  readonly author: "bot" | "human";
  readonly marketing?: boolean | undefined;
}

/** The flow of a broadcast did not start for the contact. */
export interface BroadcastMissed {
  readonly type: "missBroadcast";
  readonly id: string;
  readonly broadcastId: string;
  readonly reason: "blocked" | "withPeople";
}

/** A contact gave or withdrew consent by a word. */
export interface ConsentRecorded {
  readonly type: "recordConsent";
  readonly id: string;
  readonly entry: ConsentEntry;
}

/** The platform told more about the contact than before; see `learn-profile.ts`. */
export interface ProfileLearned {
  readonly type: "learnProfile";
  readonly id: string;
  readonly before: ContactProfile;
  readonly told: ContactProfile;
}

export interface Lease {
  readonly owner: string;
  readonly until: number;
}

/** A tap that carries a payload. Moments are epoch milliseconds. */
export interface LastTap {
  readonly payload: string;
  /** By the platform's clock. */
  readonly at: number;
  /** By ours. */
  readonly receivedAt: number;
}

/** A reply that leaves at a moment. */
export interface ScheduledReply {
  readonly id: string;
  readonly author: { readonly id: string; readonly name: string };
  /** In order. */
  readonly contents: readonly MessageContent[];
  readonly at: number;
  readonly ifWritten: IfWritten;
  /** Why it waits for a member's decision: `written`, or the code of why it could not be sent. Undefined: it does not wait. */
  readonly held?: string | undefined;
}

/** The rule for a scheduled reply when the contact writes before its moment. */
export type IfWritten = "cancel" | "ask" | "send";

/** A member that a note mentions. */
export interface MemberMention {
  readonly memberId: string;
  /** Whether the member has read the conversation since. */
  readonly seen: boolean;
}

export interface Position {
  readonly flowId: string;
  readonly nodeId: string;
}

export interface HeldInput {
  readonly id: string;
  readonly input: Input;
  /** The answer of a call that a campaign made; see `AwaitedCall`. */
  readonly unasked?: true | undefined;
  /** The trace of the call that it answers; see `Span`. */
  readonly trace?: string | undefined;
}

export interface LastMessage {
  /** The message's. */
  readonly id: string;
  readonly text: string;
  readonly direction: string;
  readonly at: number;
}

/** The first description of a person by a platform. */
export interface ContactProfile {
  readonly name?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly language?: string;
  readonly country?: string;
  readonly timeZone?: string;
}

/** No pending writes. */
export const noPendingWrites: PendingWrites = {
  messages: [],
  changes: [],
  turns: [],
  consumed: [],
  deadLetters: [],
  sideEffects: [],
};
