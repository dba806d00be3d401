/**
 * Echo requests and replies as bytes, for ICMPv4 and ICMPv6: {@link vor.wire.icmp.EchoCodec} writes a request and reads
 * whatever came back, without allocating and without throwing. Which reply belongs to which target, and what silence
 * means, is not decided here.
 */
@NullMarked
package vor.wire.icmp;

import org.jspecify.annotations.NullMarked;
