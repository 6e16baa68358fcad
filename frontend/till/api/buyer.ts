/** Who buys prepaid value: as a document shows it, perhaps for a firm; and what somebody without a card accepted. */
export interface Buyer {
  name?: string;
  number?: string;
  contact?: string;
  firm?: string;
  /** The account that pays, where so much is paid by transfer that the law wants it noted. */
  account_name?: string;
  account?: string;
  contract_version?: number;
  language?: string;
}
