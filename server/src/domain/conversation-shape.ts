import type { ConversationDoc, PendingWrites } from "./conversation-doc.ts";

/**
 * Makes a conversation with every field in its place, known or not. A turn copies it some twenty times. Objects of one fixed shape make
 * a turn an eighth cheaper than spreads do.
 */
export function wholeConversation(
  known: Omit<ConversationDoc, "pendingWrites">,
  pendingWrites: PendingWrites,
): ConversationDoc {
  const whole: { readonly [Name in keyof Required<ConversationDoc>]: ConversationDoc[Name] } = {
    _id: known._id,
    workspaceId: known.workspaceId,
    channelId: known.channelId,
    channelType: known.channelType,
    contactId: known.contactId,
    profile: known.profile,
    keys: known.keys,
    address: known.address,
    contactName: known.contactName,
    pictureUrl: known.pictureUrl,
    version: known.version,
    lease: known.lease,
    wakeAt: known.wakeAt,
    marketing: known.marketing,
    broadcast: known.broadcast,
    queuedSince: known.queuedSince,
    handler: known.handler,
    assigneeId: known.assigneeId,
    assigneeName: known.assigneeName,
    teamId: known.teamId,
    resolved: known.resolved,
    waitingSince: known.waitingSince,
    queuedAt: known.queuedAt,
    takenAt: known.takenAt,
    returnsAt: known.returnsAt,
    handoff: known.handoff,
    pausedAt: known.pausedAt,
    unread: known.unread,
    reachable: known.reachable,
    last: known.last,
    lastIncomingAt: known.lastIncomingAt,
    lastIncomingId: known.lastIncomingId,
    keyboardAfter: known.keyboardAfter,
    replyToken: known.replyToken,
    labelIds: known.labelIds,
    priority: known.priority,
    snoozedUntil: known.snoozedUntil,
    mentions: known.mentions,
    scheduled: known.scheduled,
    survey: known.survey,
    facets: known.facets,
    thread: known.thread,
    sequence: known.sequence,
    turn: known.turn,
    trace: known.trace,
    run: known.run,
    sent: known.sent,
    pace: known.pace,
    lastTap: known.lastTap,
    position: known.position,
    timers: known.timers,
    outbox: known.outbox,
    toldOwner: known.toldOwner,
    deskCase: known.deskCase,
    forwards: known.forwards,
    calls: known.calls,
    held: known.held,
    createdAt: known.createdAt,
    updatedAt: known.updatedAt,
    pendingWrites,
  };
  return whole;
}

/** Returns the conversation with some fields changed; `undefined` removes a field. The only way to change one. */
export function changed(
  conversation: ConversationDoc,
  changes: Partial<ConversationDoc>,
): ConversationDoc {
  return Object.assign(wholeConversation(conversation, conversation.pendingWrites), changes);
}

/** Returns the conversation with some of its pending writes replaced. */
export function withPendingWrites(
  conversation: ConversationDoc,
  changes: Partial<PendingWrites>,
): ConversationDoc {
  const {
    messages,
    changes: edits,
    turns,
    consumed,
    deadLetters,
    sideEffects,
  } = conversation.pendingWrites;
  const pendingWrites: PendingWrites = {
    messages,
    changes: edits,
    turns,
    consumed,
    deadLetters,
    sideEffects,
  };
  return wholeConversation(conversation, Object.assign(pendingWrites, changes));
}
