const phone = /^\+?\d{7,15}$/;
const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/**
 * Tells whether a tapped quick reply is the person's own phone number or e-mail address. Meta makes the value the payload, and shows
 * it as the label.
 */
export function isOwnDetail(payload: string, label: string | undefined): boolean {
  return (label === undefined || label === payload) && (phone.test(payload) || email.test(payload));
}
