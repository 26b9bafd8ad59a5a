/** The deliveries of messages that came at least so far. */
export const cameTo = {
  sent: ["sent", "delivered", "read"],
  delivered: ["delivered", "read"],
  read: ["read"],
} as const;
