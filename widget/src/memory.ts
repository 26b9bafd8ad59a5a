import type { WebChatMessage } from "@chatloom/api-schema";

/** A message that the server has not stored yet. `refused` is the code of a final refusal. */
export interface Unsent {
  readonly key: string;
  readonly at: string;
  readonly content: WebChatMessage["content"];
  readonly tap?: { readonly payload: string; readonly label: string };
  readonly refused?: string;
}

/** The data that the browser keeps between visits. */
export interface Memory {
  readonly visitor: () => string | undefined;
  readonly keepVisitor: (visitor: string) => void;
  readonly unsent: () => readonly Unsent[];
  readonly keepUnsent: (unsent: readonly Unsent[]) => void;
  readonly forget: () => void;
}

/** Keeps one channel's conversation in this browser; in memory only where the page forbids storage. */
export function openMemory(channelId: string): Memory {
  const fallback = new Map<string, string>();
  const read = (name: string) => {
    try {
      return localStorage.getItem(`chatloom:${channelId}:${name}`) ?? undefined;
    } catch {
      return fallback.get(name);
    }
  };
  const write = (name: string, value: string) => {
    try {
      localStorage.setItem(`chatloom:${channelId}:${name}`, value);
    } catch {
      fallback.set(name, value);
    }
  };
  return {
    visitor: () => read("visitor") || undefined,
    keepVisitor: (visitor) => write("visitor", visitor),
    unsent: () => parseList(read("unsent")),
    keepUnsent: (unsent) => write("unsent", JSON.stringify(unsent)),
    forget: () => {
      write("visitor", "");
      write("unsent", "[]");
    },
  };
}

function parseList(text: string | undefined): readonly Unsent[] {
  try {
    const value: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
