/**
 * What devices say unasked, taken for what it is worth: {@link vor.server.receive.hints.Hints} hears datagrams on its doors,
 * has what may be affected asked at once, and keeps what was said as evidence. How a datagram reads is the doors' business,
 * and no verdict is changed here: whatever comes may be forged.
 */
@NullMarked
package vor.server.receive.hints;

import org.jspecify.annotations.NullMarked;
