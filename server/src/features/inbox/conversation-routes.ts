import { type BodyOf, type Message, routes } from "@chatloom/api-schema";
import { botMayAct, type JsonObject } from "@chatloom/runtime";
import type { Router } from "express";
import { Conflict, invalidAt, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { addNote } from "../../domain/add-note.ts";
import { seenBy } from "../../domain/change-triage.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { changed } from "../../domain/conversation-shape.ts";
import { firstContactRecord } from "../../domain/first-contact-record.ts";
import {
  type ActingMember,
  assign,
  giveToTeam,
  handBack,
  pauseBot,
  reopen,
  resolve,
  takeOver,
  unblock,
} from "../../domain/hand-over.ts";
import { hideCallbacks } from "../../domain/hide-callbacks.ts";
import { inputEvent } from "../../domain/input-event.ts";
import { newId } from "../../domain/new-id.ts";
import { presentContact } from "../../domain/present-contact.ts";
import { presentMessage } from "../../domain/present-message.ts";
import {
  defaultTurnsPerSecond,
  judgePace,
  mostTurns,
  paceAt,
  paceEnd,
} from "../../domain/turn-pace.ts";
import { answer } from "../../http/answer.ts";
import { type CallingMember, may } from "../../http/caller.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { memberNamed } from "../../pipeline/turn/assign-by-rule.ts";
import { changeConversation, findConversation } from "../../pipeline/turn/change-conversation.ts";
import { flows } from "../../records/flow-model.ts";
import { listMessages } from "../../records/list-messages.ts";
import { listTurns } from "../../records/list-turns.ts";
import { messagesOf } from "../../records/message-model.ts";
import { noSuchMember, refuseUnknownMembers } from "../../records/refuse-unknown-members.ts";
import { loadSurveyRules } from "../../records/survey-settings-model.ts";
import { teams } from "../../records/team-model.ts";
import { changeConversations } from "./change-conversations.ts";
import { checkContent } from "./check-content.ts";
import { botErrors } from "./errors.ts";
import { listConversations } from "./list-conversations.ts";
import { presentConversation } from "./present-conversation.ts";
import { reply } from "./reply.ts";
import { resend } from "./resend.ts";

type Act = (
  conversation: ConversationDoc,
  member: ActingMember,
  now: number,
  outcome?: string,
) => ConversationDoc;

/** Routes of the inbox: reading conversations, answering them, and handing them over between bot and people. */
export function conversationRoutes(api: Router, pipeline: Pipeline): void {
  const { services } = pipeline;
  const { context } = services;
  const { conversations: declared } = routes;
  const find = (workspaceId: string, { conversationId }: { conversationId: string }) =>
    findConversation(context, workspaceId, conversationId);

  /** Changes a conversation and starts its follow-up work. */
  async function change(
    conversation: ConversationDoc,
    change: Parameters<typeof changeConversation>[2],
  ): Promise<ConversationDoc> {
    const changed = await changeConversation(services, conversation, change);
    pipeline.wakeConversation(changed);
    return changed;
  }

  /** Checks a member's reply and puts it into the outbox. */
  async function send(
    conversation: ConversationDoc,
    member: ActingMember,
    { content, key = newId(), replyTo }: BodyOf<typeof declared.reply>,
  ) {
    const checked = await checkContent(context, conversation, content, "/content");
    const written = { content: checked, key, replyTo };
    const replied = await reply(services, conversation, member, written);
    pipeline.wakeConversation(replied.conversation);
    return { items: replied.messages.map((it) => presentMessage(it)) };
  }

  answer(api, declared.listConversations, ({ workspaceId, member, query }) =>
    listConversations(context, workspaceId, member.id, query),
  );
  answer(api, declared.readConversation, async ({ workspaceId, params, member }) => {
    const conversation = await find(workspaceId, params);
    const contact = await services.contacts.byId(conversation.contactId);
    const record = contact ?? firstContactRecord(conversation, conversation.createdAt);
    const {
      identities: _,
      firstName: _f,
      lastName: _l,
      updatedAt: _u,
      ...shown
    } = presentContact(record);
    const frame = conversation.run?.frames.at(-1);
    return {
      conversation: await presentConversation(context, conversation),
      contact: shown,
      variables: shownTo(member, conversation._id, { ...frame?.variables }),
      running: frame && { flowId: frame.flowId, version: frame.version, nodeId: frame.nodeId },
    };
  });
  answer(api, declared.listMessages, async ({ workspaceId, params, query }) =>
    listMessages(context, await find(workspaceId, params), query),
  );
  answer(api, declared.listTurns, async ({ workspaceId, params, query, member }) => {
    const { items, ...page } = await listTurns(context, await find(workspaceId, params), query);
    const shown = items.map((turn) =>
      // Tokens are made of the seed.
      shownTo(member, params.conversationId, turn, () => ({
        ...turn,
        context: { ...turn.context, seed: "" },
      })),
    );
    return { items: shown, ...page };
  });
  answer(api, declared.reply, async ({ workspaceId, params, member, body }) =>
    send(await find(workspaceId, params), member, body),
  );
  answer(api, declared.replyShortly, async ({ workspaceId, params, member, body }) => {
    const { text, key } = body;
    const content = body.content ?? (text === undefined ? undefined : { kind: "text", text });
    if (!content || (body.content && text !== undefined)) {
      const flaw = { at: "/text", message: "must be there, or `content` instead of it" };
      throw invalidAt("request.invalid", flaw);
    }
    return send(await find(workspaceId, params), member, { content, key });
  });
  answer(api, declared.addNote, async ({ workspaceId, params, member, body }) => {
    const conversation = await find(workspaceId, params);
    const { mentions = [] } = body;
    await refuseUnknownMembers(context.connection, workspaceId, mentions);
    let note: Message | undefined;
    await change(conversation, (state) => {
      const added = addNote(state, member, { text: body.text, mentions }, context.now());
      note = presentMessage(added.message);
      return added.conversation;
    });
    if (!note) {
      throw new Error("Adding a note wrote none");
    }
    return note;
  });

  answer(api, declared.takeOver, async ({ workspaceId, params, query, member }) => {
    const conversation = await find(workspaceId, params);
    const changed = await change(conversation, (state) =>
      takeOver(state, member, context.now(), query.from),
    );
    return presentConversation(context, changed);
  });
  answer(api, declared.pauseBot, async ({ workspaceId, params, query, body, member }) => {
    const conversation = await find(workspaceId, params);
    const { from } = query;
    const ms = body.minutes === null ? undefined : body.minutes * 60_000;
    const changed = await change(conversation, (state) =>
      pauseBot(state, member, context.now(), { ms, from }),
    );
    return presentConversation(context, changed);
  });
  const acts = [
    [declared.handBack, handBack],
    [declared.reopen, reopen],
    [declared.unblock, unblock],
  ] as const satisfies readonly (readonly [unknown, Act])[];
  for (const [route, act] of acts) {
    answer(api, route, async ({ workspaceId, params, query, member }) => {
      const conversation = await find(workspaceId, params);
      const { outcome } = query as { readonly outcome?: string };
      const changed = await change(conversation, (state) =>
        act(state, member, context.now(), outcome),
      );
      return presentConversation(context, changed);
    });
  }
  answer(api, declared.resolve, async ({ workspaceId, params, query, member }) => {
    const conversation = await find(workspaceId, params);
    const surveys = await loadSurveyRules(context.connection, workspaceId);
    const changed = await change(conversation, (state) =>
      resolve(state, member, context.now(), { outcomeId: query.outcome, surveys }),
    );
    return presentConversation(context, changed);
  });
  answer(api, declared.assign, async ({ workspaceId, params, member, body }) => {
    const conversation = await find(workspaceId, params);
    const to = body.memberId ? await memberNamed(context, conversation, body.memberId) : undefined;
    if (body.memberId && !to) {
      throw noSuchMember("/memberId");
    }
    const changed = await change(conversation, (state) => assign(state, member, to, context.now()));
    return presentConversation(context, changed);
  });
  answer(api, declared.assignTeam, async ({ workspaceId, params, member, body }) => {
    const conversation = await find(workspaceId, params);
    const { teamId } = body;
    const team =
      teamId === null
        ? undefined
        : await teams(context.connection).in(workspaceId).findById(teamId);
    if (teamId !== null && !team) {
      throw new NotFound("team");
    }
    const to = team && { id: String(team._id), name: team.name };
    const changed = await change(conversation, (state) =>
      giveToTeam(state, member, to, context.now()),
    );
    return presentConversation(context, changed);
  });
  answer(api, declared.markRead, async ({ workspaceId, params, member, body }) => {
    const conversation = await find(workspaceId, params);
    const after = { $gt: body.sequence };
    const unread =
      body.sequence >= conversation.sequence
        ? 0
        : await messagesOf(context.connection).countDocuments({
            conversationId: conversation._id,
            direction: "incoming",
            sequence: after,
          });
    await changeConversation(services, conversation, (state) => {
      const seen = seenBy(state, member.id);
      return seen.unread === unread ? seen : changed(seen, { unread });
    });
    return {};
  });
  answer(api, routes.inbox.changeConversations, ({ workspaceId, member, body }) =>
    changeConversations(pipeline, workspaceId, member, body),
  );
  answer(api, declared.resendMessage, async ({ workspaceId, params }) => {
    const conversation = await find(workspaceId, params);
    const resent = await resend(services, conversation, params.messageId);
    pipeline.wakeConversation(resent.conversation);
    return presentMessage(resent.message);
  });
  answer(api, declared.startFlow, async ({ workspaceId, params, body }) => {
    const conversation = await find(workspaceId, params);
    const flow = await flows(context.connection).in(workspaceId).findById(body.flowId);
    if (!flow?.active || flow.version === undefined) {
      throw new Conflict("flow.not-published", "Publish and activate the flow first");
    }
    if (!botMayAct(conversation)) {
      throw new Conflict(
        "conversation.with-people",
        "People have this conversation; hand it back to the bot first",
      );
    }
    refuseTooFast(conversation, context);
    const { flowId, nodeId, variables, marketing } = body;
    const input = {
      type: "start",
      flowId,
      nodeId,
      marketing,
      variables: variables ? (variables as JsonObject) : undefined,
    } as const;
    await services.inbound.add(inputEvent(conversation, newId(), input, context.now()));
    pipeline.wakeConversation(conversation);
    return {};
  });
}

/** Refuses an input that the conversation's rate limit would drop. */
function refuseTooFast({ pace }: ConversationDoc, { now, config }: ServerContext): void {
  const perSecond = config.botTurnsPerSecond ?? defaultTurnsPerSecond;
  const current = paceAt(pace, now());
  if (judgePace(current, "start", perSecond) === "take") {
    return;
  }
  throw botErrors.tooManyTurns(mostTurns("start", perSecond), paceEnd(current) - now());
}

/** Viewers only read: callback addresses, with which one can act on a run, are hidden from them. */
function shownTo<T>(
  member: CallingMember,
  conversationId: string,
  value: T,
  reduced: () => T = () => value,
): T {
  return may(member, "inbox.answer") ? value : hideCallbacks(reduced(), conversationId);
}
