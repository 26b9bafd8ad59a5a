import { useMe } from "../session/use-me.ts";
import { useMembers } from "../session/use-members.ts";
import type { Suggestion } from "./suggesting-field.tsx";

const most = 20;

/** The members that notes can mention. */
export function useMentions() {
  const me = useMe();
  const members = useMembers().filter((it) => it.id !== me.member.id);
  return {
    suggest: (typed: string): readonly Suggestion[] =>
      members
        .filter((it) => it.name.toLowerCase().includes(typed.toLowerCase()))
        .map((it) => ({ id: it.id, title: it.name })),
    /** The members whose names stand in the text. A longer name comes first: "@Ann Lee" does not mention Ann. */
    idsIn: (text: string): string[] => {
      let left = text;
      const found: string[] = [];
      for (const { id, name } of [...members].sort((a, b) => b.name.length - a.name.length)) {
        if (left.includes(`@${name}`)) {
          left = left.replaceAll(`@${name}`, "");
          found.push(id);
        }
      }
      return found.slice(0, most);
    },
  };
}
