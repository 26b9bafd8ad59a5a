import type { ContactSelection } from "@chatloom/api-schema";
import { useState } from "react";

/** The chosen rows of the contact list. */
export interface Selection {
  readonly has: (id: string) => boolean;
  readonly size: number;
  /** Everyone who matches is chosen, also those who are not listed yet. */
  readonly everyone: boolean;
  readonly toggle: (id: string) => void;
  /** Chooses the listed contacts, or none. */
  readonly toggleListed: () => void;
  readonly chooseEveryone: () => void;
  readonly clear: () => void;
  /** The selection as the server takes it. */
  readonly asked: ContactSelection;
}

const nobody: ReadonlySet<string> = new Set();

/** Keeps which contacts of a list are chosen. `matching` says who the list shows, page by page. */
export function useSelection(listed: readonly string[], matching: ContactSelection): Selection {
  const [ids, setIds] = useState(nobody);
  const [everyone, setEveryone] = useState(false);
  const choose = (next: ReadonlySet<string>) => {
    setIds(next);
    setEveryone(false);
  };
  return {
    has: (id) => everyone || ids.has(id),
    size: ids.size,
    everyone,
    toggle(id) {
      const next = new Set(everyone ? listed : ids);
      if (!next.delete(id)) {
        next.add(id);
      }
      choose(next);
    },
    toggleListed() {
      choose(everyone || listed.every((id) => ids.has(id)) ? nobody : new Set(listed));
    },
    chooseEveryone() {
      setIds(new Set(listed));
      setEveryone(true);
    },
    clear: () => choose(nobody),
    asked: everyone ? matching : { contactIds: [...ids] },
  };
}
