import { create } from "zustand";

/** Whether the server said, after signing in, that the session has ended. */
export const useSession = create<{ readonly lost: boolean }>()(() => ({ lost: false }));
