export const vat = (grosze: bigint) => (grosze * 23n) / 100n;
