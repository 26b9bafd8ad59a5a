import type { AgentFile } from "./desk-double.ts";

export const apiUser = { id: 900, name: "Chatloom", role: "admin" };
export const agent = { id: 901, name: "Bea Agent", role: "agent" };

export interface ZendeskTicket {
  readonly id: number;
  readonly external_id: string;
  readonly requester_id: number;
  readonly tags: readonly string[];
  status: string;
  updated_at: string;
  readonly comments: ZendeskComment[];
  readonly audits: unknown[];
}
export interface ZendeskComment {
  readonly id: number;
  readonly author_id: number;
  readonly body: string;
  readonly public: boolean;
  readonly created_at: string;
  readonly attachments: readonly {
    readonly file_name: string;
    readonly content_url: string;
    readonly content_type: string;
    readonly size: number;
  }[];
}

interface ZendeskUser {
  readonly id: number;
  readonly name: string;
  readonly role: string;
  readonly external_id?: string;
}

export type ZendeskRecords = ReturnType<typeof zendeskRecords>;

/** The records of a Zendesk account, and the events that report their changes. */
export function zendeskRecords(now: () => number) {
  const users = new Map<number, ZendeskUser>([
    [apiUser.id, apiUser],
    [agent.id, agent],
  ]);
  const tickets: ZendeskTicket[] = [];
  const files = new Map<string, AgentFile>();
  let ids = 1_000;
  const nextId = () => ++ids;
  const moment = () => new Date(now()).toISOString();

  return { users, tickets, files, nextId, moment, add, setStatus, commentAdded, find };

  function add(
    ticket: ZendeskTicket,
    given: Omit<ZendeskComment, "id" | "created_at">,
  ): ZendeskComment {
    const added = { ...given, id: nextId(), created_at: moment() };
    ticket.comments.push(added);
    ticket.updated_at = moment();
    return added;
  }

  function setStatus(ticket: ZendeskTicket, status: string): readonly unknown[] {
    const before = ticket.status;
    if (before === status) {
      return [];
    }
    ticket.status = status;
    ticket.updated_at = moment();
    const event = { current: status.toUpperCase(), previous: before.toUpperCase() };
    return [eventOf(ticket, "status_changed", event)];
  }

  function eventOf(ticket: ZendeskTicket, kind: string, event: unknown): unknown {
    return {
      type: `zen:event-type:ticket.${kind}`,
      account_id: 1,
      id: `event-${nextId()}`,
      time: moment(),
      zendesk_event_version: "2022-11-06",
      subject: `zen:ticket:${ticket.id}`,
      detail: {
        id: String(ticket.id),
        external_id: ticket.external_id,
        status: ticket.status.toUpperCase(),
        requester_id: String(ticket.requester_id),
        assignee_id: String(agent.id),
        tags: ticket.tags,
        via: { channel: "web_service" },
      },
      event,
    };
  }

  function commentAdded(
    ticket: ZendeskTicket,
    { id, author_id, body, public: isPublic, attachments }: ZendeskComment,
  ): unknown {
    const author = users.get(author_id);
    return eventOf(ticket, "comment_added", {
      comment: {
        id: String(id),
        body,
        is_public: isPublic,
        author: {
          id: String(author_id),
          name: author?.name,
          is_staff: author?.role !== "end-user",
        },
        attachments: attachments.map((it) => ({ ...it, filename: it.file_name })),
      },
    });
  }

  function find(caseId: string): ZendeskTicket {
    const found = tickets.find((it) => String(it.id) === caseId);
    if (!found) {
      throw new Error(`There is no ticket ${caseId}`);
    }
    return found;
  }
}
