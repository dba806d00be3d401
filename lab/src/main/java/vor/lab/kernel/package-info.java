/**
 * The few calls to Linux that no command line does fast enough: {@link vor.lab.kernel.NftSets} changes sets of nftables
 * by netlink, {@link vor.lab.kernel.Tun} is a TUN device, {@link vor.lab.kernel.Namespaces} works inside a network
 * namespace. What the bytes mean to the practice network does not belong here.
 */
@NullMarked
package vor.lab.kernel;

import org.jspecify.annotations.NullMarked;
