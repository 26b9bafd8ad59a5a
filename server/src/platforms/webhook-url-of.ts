/** The address that a platform is to call. */
export function webhookUrlOf(publicUrl: string, type: string, accountId: string): string {
  return `${publicUrl}/webhooks/${type}/${accountId}`;
}
