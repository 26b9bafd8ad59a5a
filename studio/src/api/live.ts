import type { LiveEvents, MemberEvents } from "@chatloom/api-schema";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { io, type Socket } from "socket.io-client";

/** The single live connection to the server. */
export const live: Socket<LiveEvents, MemberEvents> = io("/live", {
  autoConnect: false,
  withCredentials: true,
  reconnectionDelayMax: 10_000,
});

// The server sends its time, because the clock of the browser may be wrong.
let seenUntil = new Date().toISOString();
const returned = new Set<() => void>();
const sentAway = new Set<() => void>();
let closedByServer = false;

live.on("connect", () => {
  const since = seenUntil;
  live.emit("catchUp", since, (now) => {
    seenUntil = now;
  });
  for (const tell of returned) {
    tell();
  }
  if (closedByServer) {
    closedByServer = false;
    for (const tell of sentAway) {
      tell();
    }
  }
});

live.on("disconnect", (reason) => {
  // The role or the session has changed: come back as what the server now knows, or be refused.
  if (reason === "io server disconnect") {
    closedByServer = true;
    setTimeout(() => live.connect(), 1_000);
  }
});

/** The socket as it is for an event of any kind: the types of one event at a time are beyond its generics. */
const untyped: Pick<Socket, "on" | "off"> = live as Socket;

/** Listens to a kind of live event while the component is mounted. */
export function useLive<E extends keyof LiveEvents>(event: E, hear: LiveEvents[E]): void {
  const latest = useRef(hear);
  latest.current = hear;
  useEffect(() => {
    const listener = (...args: unknown[]) =>
      (latest.current as (...all: unknown[]) => void)(...args);
    untyped.on(event as string, listener);
    return () => {
      untyped.off(event as string, listener);
    };
  }, [event]);
}

/** Runs a function on every connect, to repeat subscriptions or to fetch missed changes. */
export function useLiveReturn(act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const tell = () => latest.current();
    returned.add(tell);
    if (live.connected) {
      tell();
    }
    return () => {
      returned.delete(tell);
    };
  }, []);
}

/** Runs a function when the connection is back after the server closed it: the member's role may have changed. */
export function useSentAway(act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const tell = () => latest.current();
    sentAway.add(tell);
    return () => {
      sentAway.delete(tell);
    };
  }, []);
}

/** Returns whether the live connection is open. */
export function useLiveConnected(): boolean {
  return useSyncExternalStore(listenToConnection, () => live.connected);
}

function listenToConnection(changed: () => void): () => void {
  live.on("connect", changed);
  live.on("disconnect", changed);
  return () => {
    live.off("connect", changed);
    live.off("disconnect", changed);
  };
}
