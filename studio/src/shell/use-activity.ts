import { useEffect } from "react";
import { live } from "../api/live.ts";

/** The shortest time between two reports of a member's activity. */
const everyMs = 30_000;

/** Tells the server that the member is at work, so that they are not taken for away. */
export function useActivity(): void {
  useEffect(() => {
    let told = 0;
    const tell = () => {
      if (Date.now() - told >= everyMs && live.connected) {
        told = Date.now();
        live.emit("active");
      }
    };
    const events = ["pointerdown", "keydown"] as const;
    for (const event of events) {
      window.addEventListener(event, tell, { passive: true, capture: true });
    }
    return () => {
      for (const event of events) {
        window.removeEventListener(event, tell, { capture: true });
      }
    };
  }, []);
}
