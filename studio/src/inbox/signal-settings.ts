import { useSyncExternalStore } from "react";

/** How this browser tells a member that somebody writes. */
export interface SignalSettings {
  readonly sound: boolean;
  readonly desktop: boolean;
  /** The member was asked about desktop notifications and answered. */
  readonly asked: boolean;
}

const key = "chatloom.signals";
const initial: SignalSettings = { sound: true, desktop: false, asked: false };
const listeners = new Set<() => void>();
let settings = read();

/** The settings now, for code outside components. */
export function signalSettings(): SignalSettings {
  return settings;
}

/** The settings of this browser. */
export function useSignalSettings(): SignalSettings {
  return useSyncExternalStore(listen, signalSettings);
}

/** Changes settings; they are kept in this browser, as its permission for notifications is. */
export function changeSignals(change: Partial<SignalSettings>): void {
  settings = { ...settings, ...change };
  try {
    localStorage.setItem(key, JSON.stringify(settings));
  } catch {
    // A browser that keeps nothing only forgets the choice.
  }
  for (const tell of listeners) {
    tell();
  }
}

/** Asks the browser for permission and turns desktop notifications on if it is granted. Returns whether they are on. */
export async function allowDesktop(): Promise<boolean> {
  const desktop =
    "Notification" in window && (await Notification.requestPermission()) === "granted";
  changeSignals({ desktop, asked: true });
  return desktop;
}

function read(): SignalSettings {
  try {
    return { ...initial, ...JSON.parse(localStorage.getItem(key) ?? "{}") };
  } catch {
    return initial;
  }
}

function listen(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}
