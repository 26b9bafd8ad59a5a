import type { Static, TObject } from "typebox";
import type { ChannelEvent } from "./channel-event.ts";
import type { HttpCall, HttpReply } from "./http-call.ts";

/** The state with which a connection resumes after a drop, also in another process; plain values. */
export type SocketMemory = Readonly<Record<string, string | number>>;

/**
 * Describes a WebSocket that the server keeps open to receive events. One process at a time holds it. The functions are
 * pure: the server connects, stores and waits.
 */
export interface SocketProtocol<S extends TObject = TObject> {
  /** Asks where to connect. */
  readonly ask: (settings: Static<S>) => HttpCall;
  /** The address from that answer, or (without one) from what is remembered; undefined where neither names it. */
  readonly address: (
    reply: HttpReply | undefined,
    memory: SocketMemory | undefined,
  ) => string | undefined;
  /** Reads one frame. Its events are stored before `memory` is. */
  readonly receive: (
    frame: unknown,
    settings: Static<S>,
    memory: SocketMemory | undefined,
    now: number,
  ) => SocketStep;
  /** The frame that keeps the connection alive. */
  readonly beat: (memory: SocketMemory | undefined) => unknown;
  /** Classifies the platform's closing code: resume, begin anew, or a problem for members. */
  readonly onClose: (code: number) => "resume" | "fresh" | { readonly problem: string };
}

/** The actions that one frame demands. */
export interface SocketStep {
  /** Replaces what is remembered; `null` forgets it. */
  readonly memory?: SocketMemory | null;
  readonly send?: readonly unknown[];
  readonly events?: readonly ChannelEvent[];
  /** Begins to send a beat this often. */
  readonly beatEveryMs?: number;
  /** The last beat was answered. */
  readonly beatAnswered?: true;
  /** Closes the connection, to open it again. */
  readonly close?: true;
}
