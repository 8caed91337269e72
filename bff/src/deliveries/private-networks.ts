import { type LookupAddress, type LookupAllOptions, lookup as resolveName } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { loopback } from "../settings/schemas.ts";

/** Special-purpose networks: RFC 6890, and the IANA registries that continue it. */
const specialNetworks = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
  "::/96",
  "64:ff9b::/96",
  "64:ff9b:1::/48",
  "100::/64",
  "2001::/23",
  "2001:db8::/32",
  "2002::/16",
  "fc00::/7",
  "fe80::/10",
  "fec0::/10",
  "ff00::/8",
];

/** An address to which nothing is delivered. */
export class PrivateAddressError extends Error {
  readonly code = "PRIVATE_ADDRESS";
}

/** Networks from `10.0.0.0/8` and the like. Throws for what is none. */
export function networksOf(list: readonly string[]): BlockList {
  const networks = new BlockList();
  for (const text of list) {
    const [address = "", prefix] = text.split("/");
    networks.addSubnet(address, Number(prefix), isIP(address) === 6 ? "ipv6" : "ipv4");
  }
  return networks;
}

const special = networksOf(specialNetworks);

/** `dns.lookup`, with all addresses of a name. */
export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export type AddressRules = {
  /** Throws `PrivateAddressError` for the host name of a URL that is a private address. */
  check(hostname: string): void;
  /** Resolves a name, and fails when any of its addresses is private. */
  lookup: LookupFunction;
};

/**
 * What may be delivered to: public addresses, those of `allowed`, and this machine where it is written out. A name is
 * checked by the addresses that the connection is then made to, so that it cannot change in between.
 */
export function addressRules(allowed: BlockList, resolve: Resolve = resolveName): AddressRules {
  const isPermitted = (address: string, hostname: string) => {
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    return !special.check(address, family) || allowed.check(address, family) || loopback.has(hostname);
  };
  return {
    check(hostname) {
      const address = hostname.replace(/^\[|\]$/g, "");
      if (isIP(address) !== 0 && !isPermitted(address, hostname)) throw new PrivateAddressError();
    },
    lookup(hostname, options, callback) {
      resolve(hostname, { ...options, all: true }, (error, addresses) => {
        if (error !== null) callback(error, "");
        else if (!addresses.every(({ address }) => isPermitted(address, hostname))) {
          callback(new PrivateAddressError(), "");
        } else if (options.all) callback(null, addresses);
        else callback(null, addresses[0]?.address ?? "", addresses[0]?.family);
      });
    },
  };
}
