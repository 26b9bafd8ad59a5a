/** A field as the CRM tells it. */
export interface CrmName {
  readonly name: string;
  readonly label: string;
}
